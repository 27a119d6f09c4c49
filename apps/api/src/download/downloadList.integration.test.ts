import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { createTestDir, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createdId, formOf, jsonOf, problemOf, startTestApi, type TestApi, upload } from '../testApi.fixture.ts';
import { createOpenPartial } from './openPartial.ts';
import { enrich, splitList } from './splitList.fixture.ts';

const FILE = 'name,email\nAda,ada@example.com\n=1+1,\n-5,bob@example.org\n';

async function startSealed(file = FILE, name = 'Kunden é.csv') {
  const api = await startTestApi();
  const id = await createdId(await upload(api, formOf(file, { name })));
  await (await splitList(api, id)).seal();
  return { api, id, get: (query: string) => fetch(`${api.url}/v1/lists/${id}/${query}`) };
}

describe('a download', () => {
  it('is an attachment of known size, named after the list', async () => {
    const { get } = await startSealed();
    const answer = await get('download');
    const text = await answer.text();
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Kunden _-verified.csv"; filename*=UTF-8''Kunden%20%C3%A9-verified.csv`,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const lines = text.trimEnd().split(/\r?\n/);
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'name,email,mailsift_status',
      'Ada,ada@example.com,pending',
      '=1+1,,failed',
      '-5,bob@example.org,pending',
    ]);
  });

  it('is filtered, and keeps its header', async () => {
    const { get } = await startSealed();
    const answer = await get('download?status=failed');
    expect(answer.headers.has('content-length')).toBe(false);
    const lines = (await answer.text()).trimEnd().split(/\r?\n/);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['name', '=1+1']);
  });

  it('is made for spreadsheets, or is NDJSON', async () => {
    const { get } = await startSealed();
    expect(await (await get('download?safe=spreadsheet')).text()).toMatch(/'=1\+1/);
    const answer = await get('download?format=ndjson');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const rows = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ row, columns }) => [row, columns[0]])).toEqual([
      [0, 'Ada'],
      [1, '=1+1'],
      [2, '-5'],
    ]);
  });

  it('answers HEAD with the same headers', async () => {
    const { api, id, get } = await startSealed();
    const answer = await fetch(`${api.url}/v1/lists/${id}/download`, { method: 'HEAD' });
    const whole = await get('download');
    expect(answer.headers.get('content-length')).toBe(String((await whole.text()).length));
    expect(answer.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect(await answer.text()).toBe('');
  });

  it('can be resumed, and is not sent again to who has it', async () => {
    const { api, id, get } = await startSealed();
    const whole = await get('download');
    const text = await whole.text();
    const etag = whole.headers.get('etag') ?? '';
    const ask = async (headers: Record<string, string>, query = '') => {
      const answer = await fetch(`${api.url}/v1/lists/${id}/download${query}`, { headers });
      return { status: answer.status, range: answer.headers.get('content-range'), answer };
    };
    const rest = await ask({ Range: 'bytes=10-', 'If-Range': etag });
    expect([rest.status, rest.range]).toEqual([206, `bytes 10-${text.length - 1}/${text.length}`]);
    expect(await rest.answer.text()).toBe(text.slice(10));
    const changed = await ask({ Range: 'bytes=10-', 'If-Range': '"another"' });
    expect([changed.status, await changed.answer.text()]).toEqual([200, text]);
    expect((await ask({ 'If-None-Match': `"x", W/${etag}` })).status).toBe(304);
    const filtered = await ask({ Range: 'bytes=1-2', 'If-None-Match': etag }, '?status=failed');
    expect([filtered.status, filtered.answer.headers.has('accept-ranges')]).toEqual([200, false]);
    const beyond = await ask({ Range: `bytes=${text.length}-` });
    expect(beyond.range).toBe(`bytes */${text.length}`);
    expect(await problemOf(beyond.answer)).toBe('416 range_not_satisfiable');
  });

  it('refuses filters that mean nothing', async () => {
    const { get } = await startSealed();
    for (const query of ['status=good', 'flag=red', 'format=xlsx', 'partial=maybe', 'format=ndjson&safe=spreadsheet']) {
      expect(await problemOf(await get(`download?${query}`))).toBe('400 invalid_request');
    }
    expect(await problemOf(await get('download?filter=passed'))).toBe('400 unknown_field');
  });

  it('that the client breaks off is no fault, and the next one works', async () => {
    const { api, id, get } = await startSealed(`email\n${'someone@example.com\n'.repeat(50_000)}`);
    const asking = request(`${api.url}/v1/lists/${id}/download`);
    asking.on('error', () => {});
    asking.end();
    const [answer] = await once(asking, 'response');
    answer.on('error', () => {});
    await once(answer, 'data');
    asking.destroy();
    expect((await (await get('download')).text()).split('\n')).toHaveLength(50_002);
    await api.close();
    expect(api.logged).toEqual([]);
  });
});

describe('a page of results', () => {
  it('leads to the next', async () => {
    const { get } = await startSealed();
    const first = await jsonOf(await get('results?limit=2'));
    expect(first).toMatchObject({ rows: [{ row: 0, result: { status: 'pending' } }, { row: 1 }] });
    const second = await jsonOf(await get(`results?limit=2&cursor=${first['nextCursor']}`));
    expect(second).toMatchObject({ rows: [{ row: 2, columns: ['-5', 'bob@example.org'] }], nextCursor: null });
    expect(await jsonOf(await get('results?status=failed'))).toMatchObject({ rows: [{ row: 1 }] });
    expect(await jsonOf(await get('results?q=BOB'))).toMatchObject({ rows: [{ row: 2 }] });
  });

  it('is not found by a cursor that is none', async () => {
    const { get } = await startSealed();
    expect(await problemOf(await get('results?cursor=x'))).toBe('400 invalid_cursor');
    expect(await problemOf(await get('results?limit=1001'))).toBe('400 invalid_request');
  });
});

describe('a download of a running list', () => {
  it('has what is there, and leaves nothing behind', async () => {
    const folder = await createTestDir();
    let openPartial: ReturnType<typeof createOpenPartial> | undefined;
    const api: TestApi = await startTestApi({
      openPartial: async (...wanted) => (await openPartial?.(...wanted)) ?? null,
    });
    openPartial = createOpenPartial({ store: api.store, folder, enrich });
    const id = await createdId(await upload(api, formOf(FILE)));
    const get = () => fetch(`${api.url}/v1/lists/${id}/download?partial=true&status=pending`);
    expect(await problemOf(await get())).toBe('409 list_not_completed');
    await splitList(api, id);
    const answer = await get();
    expect(answer.status).toBe(200);
    expect((await answer.text()).trimEnd().split(/\r?\n/)).toHaveLength(3);
    await waitUntil(async () => (await readdir(folder)).length === 0, { everyMs: 5 });
    expect(await api.stored()).toEqual(expect.not.arrayContaining([expect.stringContaining('output')]));
  });
});
