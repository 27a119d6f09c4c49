import { readBytes, readManifest, storeKeys } from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import { CSV, createdId, formOf, jsonOf, problemOf, startTestApi, upload } from '../testApi.fixture.ts';

describe('an upload', () => {
  it('is a list that is in the store before it is answered', async () => {
    const api = await startTestApi();
    const answer = await upload(api, formOf(CSV));
    expect(answer.status).toBe(202);
    const list = await jsonOf(answer);
    expect(list).toMatchObject({ name: 'people.csv', state: 'queued', percent: 0 });
    expect(answer.headers.get('location')).toBe(`/v1/lists/${list['id']}`);
    const manifest = await readManifest(api.store, String(list['id']));
    expect(manifest).toMatchObject({ owner: 'local', start: true, webhookUrl: null, format: { emailColumn: 1 } });
    const bytes = await readBytes(api.store, storeKeys.upload(String(list['id']), manifest?.upload.nonce ?? ''));
    expect(bytes?.toString()).toBe(CSV);
  });

  it('takes its options from before and after the file', async () => {
    const api = await startTestApi();
    const file = 'a@example.com;x\nb@example.com;y\n';
    const before = { name: 'Customers', delimiter: 'semicolon' };
    const answer = await upload(api, formOf(file, before, { hasHeader: 'false', emailColumn: '1', start: '' }));
    const manifest = await readManifest(api.store, await createdId(answer));
    expect(manifest).toMatchObject({
      name: 'Customers',
      format: { delimiter: ';', hasHeader: false, emailColumn: 0 },
      start: true,
    });
  });

  it('may be the whole body, with its options in the query', async () => {
    const api = await startTestApi();
    const url = `${api.url}/v1/lists?name=Raw&start=false`;
    const answer = await fetch(url, { method: 'POST', body: CSV, headers: { 'Content-Type': 'text/csv' } });
    expect(answer.status).toBe(202);
    expect(await jsonOf(answer)).toMatchObject({ name: 'Raw', state: 'ready' });
  });

  it('with start=false waits and shows how it would be read', async () => {
    const api = await startTestApi();
    const answer = await upload(api, formOf(CSV, { start: 'false' }));
    expect(await jsonOf(answer)).toMatchObject({
      state: 'ready',
      preview: {
        columns: ['name', 'email'],
        delimiter: ',',
        header: true,
        rows: [
          ['Ada', 'ada@example.com'],
          ['Bob', 'bob@example.org'],
        ],
        emailColumn: 2,
        confidence: 1,
      },
    });
  });

  it('has a name that can be shown, whatever the file is called', async () => {
    const api = await startTestApi();
    const form = new FormData();
    form.append('file', new Blob([CSV]), '../../etc/liste\r\n"é\u202e.csv');
    expect(await jsonOf(await upload(api, form))).toMatchObject({ name: 'liste  "é .csv' });
  });
});

describe('the same Idempotency-Key', () => {
  const headers = { 'Idempotency-Key': 'order 7' };

  it('with the same bytes meets the same list, and leaves one copy', async () => {
    const api = await startTestApi();
    const first = await upload(api, formOf(CSV), headers);
    const stored = await api.stored();
    const second = await upload(api, formOf(CSV), headers);
    expect([first.status, second.status]).toEqual([202, 200]);
    expect(await createdId(second)).toBe(await createdId(first));
    expect(await api.stored()).toEqual(stored);
  });

  it('with other bytes is refused, and leaves nothing of them', async () => {
    const api = await startTestApi();
    await upload(api, formOf(CSV), headers);
    const stored = await api.stored();
    expect(await problemOf(await upload(api, formOf(`${CSV}x,y@example.com\n`), headers))).toBe(
      '422 idempotency_key_reused',
    );
    expect(await api.stored()).toEqual(stored);
  });

  it('at the same time makes one list', async () => {
    const api = await startTestApi();
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(api, formOf(CSV), headers)));
    const ids = await Promise.all(answers.map(createdId));
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(kindsOf(await api.stored())).toEqual(['ages', 'lists', 'manifests', 'owners']);
  });

  it('of a deleted list says so', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV), headers));
    expect((await fetch(`${api.url}/v1/lists/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await problemOf(await upload(api, formOf(CSV), headers))).toBe('409 list_deleted');
    expect(await api.stored()).toEqual([`tombstones/${id}`]);
  });

  it('of another owner is another key', async () => {
    const api = await startTestApi({ apiKeys: ['first-key-of-the-test', 'second-key-of-the-test'] });
    const as = (key: string) => upload(api, formOf(CSV), { ...headers, Authorization: `Bearer ${key}` });
    const [first, second] = [await as('first-key-of-the-test'), await as('second-key-of-the-test')];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(await createdId(first)).not.toBe(await createdId(second));
  });
});

/** What kinds of objects there are: one of each. */
function kindsOf(keys: readonly string[]): (string | undefined)[] {
  return keys.map((key) => key.split('/')[0]);
}
