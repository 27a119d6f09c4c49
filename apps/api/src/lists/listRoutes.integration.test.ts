import { failList, readFormat, readManifest } from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import { CSV, createdId, formOf, jsonOf, problemOf, startTestApi, type TestApi, upload } from '../testApi.fixture.ts';

const post = (api: TestApi, path: string, body?: unknown) =>
  fetch(`${api.url}/v1/lists/${path}`, {
    method: 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });

describe('a list', () => {
  it('is read with every field of the contract', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV)));
    const list = await jsonOf(await fetch(`${api.url}/v1/lists/${id}`));
    expect(Object.keys(list).sort()).toEqual(
      [
        'addresses',
        'counts',
        'createdAt',
        'etaSeconds',
        'events',
        'flags',
        'id',
        'name',
        'percent',
        'providers',
      ].concat(['rate', 'rows', 'state', 'waiting']),
    );
  });

  it('is found on a page of all, newest first', async () => {
    const api = await startTestApi();
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push(await createdId(await upload(api, formOf(CSV))));
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await jsonOf(await fetch(`${api.url}/v1/lists?limit=2&cursor=${cursor}`));
      if (!Array.isArray(page['lists'])) throw new Error('No lists');
      seen.push(...page['lists'].map(({ id }) => id));
      cursor = String(page['nextCursor'] ?? '');
    } while (cursor !== '');
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(await problemOf(await fetch(`${api.url}/v1/lists?cursor=nothing`))).toBe('400 invalid_cursor');
    expect(await problemOf(await fetch(`${api.url}/v1/lists?limit=0`))).toBe('400 invalid_request');
  });

  it('is paused, resumed and canceled, each as often as one likes', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV)));
    for (const [change, state] of [
      ['pause', 'paused'],
      ['pause', 'paused'],
      ['resume', 'queued'],
      ['cancel', 'canceled'],
      ['cancel', 'canceled'],
    ] as const) {
      expect(await jsonOf(await post(api, `${id}/${change}`))).toMatchObject({ id, state });
    }
    expect(await problemOf(await post(api, `${id}/pause`))).toBe('409 list_finished');
  });

  it('that has failed says why, and has nothing to give', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV)));
    await failList(api.store, id, { at: 1, code: 'broken_quote', message: 'A quote', line: 7 });
    expect(await jsonOf(await fetch(`${api.url}/v1/lists/${id}`))).toMatchObject({
      state: 'failed',
      error: { code: 'broken_quote', line: 7 },
    });
    for (const path of ['download', 'results', 'download?partial=true']) {
      expect(await problemOf(await fetch(`${api.url}/v1/lists/${id}/${path}`))).toBe('409 list_failed');
    }
  });

  it('that runs has no results yet', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV)));
    for (const path of ['download', 'results']) {
      expect(await problemOf(await fetch(`${api.url}/v1/lists/${id}/${path}`))).toBe('409 list_not_completed');
    }
  });

  it('X1 after DELETE leaves its tombstone alone', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV)));
    const remove = () => fetch(`${api.url}/v1/lists/${id}`, { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expect(await problemOf(await remove())).toBe('404 list_not_found');
    expect(await api.stored()).toEqual([`tombstones/${id}`]);
  });
});

describe('a list that is ready', () => {
  const startReady = async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV, { start: 'false' })));
    return { api, id };
  };

  it('shows its preview until it is started, once, as the upload was found to be', async () => {
    const { api, id } = await startReady();
    expect(await jsonOf(await fetch(`${api.url}/v1/lists/${id}`))).toHaveProperty('preview.emailColumn', 2);
    expect(await jsonOf(await post(api, `${id}/start`))).toMatchObject({ state: 'queued' });
    expect(await jsonOf(await fetch(`${api.url}/v1/lists/${id}`))).not.toHaveProperty('preview');
    expect(await problemOf(await post(api, `${id}/start`))).toBe('409 list_not_ready');
  });

  it('shows how it would be read otherwise, and why it could not be', async () => {
    const { api, id } = await startReady();
    const previewed = async (query: string) => fetch(`${api.url}/v1/lists/${id}?${query}`);
    const preview = { columns: ['column 1', 'column 2'], header: false, emailColumn: 1 };
    const chosen = await jsonOf(await previewed('hasHeader=false&emailColumn=1&delimiter=comma'));
    expect(chosen).toMatchObject({ state: 'ready', preview });
    expect(chosen).toHaveProperty('preview.rows.0', ['name', 'email']);
    expect(await jsonOf(await previewed('hasHeader=true'))).toHaveProperty('preview.emailColumn', 2);
    expect(await problemOf(await previewed('emailColumn=7'))).toBe('422 unknown_email_column');
    expect(await problemOf(await previewed('column=7'))).toBe('400 unknown_field');
    expect(await jsonOf(await fetch(`${api.url}/v1/lists/${id}`))).toHaveProperty('preview.emailColumn', 2);
  });

  it('is started as the person chose', async () => {
    const { api, id } = await startReady();
    await post(api, `${id}/start`, { emailColumn: 1, hasHeader: false });
    const manifest = await readManifest(api.store, id);
    if (manifest === null) throw new Error('No manifest');
    expect(await readFormat(api.store, manifest)).toMatchObject({ emailColumn: 0, hasHeader: false });
  });

  it('is not started by what makes no sense', async () => {
    const { api, id } = await startReady();
    expect(await problemOf(await post(api, `${id}/start`, { emailColumn: 'phone' }))).toBe('422 unknown_email_column');
    expect(await problemOf(await post(api, `${id}/start`, { column: 1 }))).toBe('400 unknown_field');
    expect(await problemOf(await post(api, `${id}/start`, { hasHeader: 3 }))).toBe('400 invalid_request');
    expect(await problemOf(await post(api, `${id}/pause`))).toBe('409 list_not_started');
    expect(await problemOf(await fetch(`${api.url}/v1/lists/${id}/download`))).toBe('409 list_not_started');
    expect(await jsonOf(await fetch(`${api.url}/v1/lists/${id}`))).toMatchObject({ state: 'ready' });
  });
});
