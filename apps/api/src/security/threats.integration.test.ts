import { request } from 'node:http';
import { createLogger } from '@mailsift/runtime';
import { describe, expect, it } from 'vitest';
import { splitList } from '../download/splitList.fixture.ts';
import { createdId, formOf, jsonOf, problemOf, startTestApi, type TestApi, upload } from '../testApi.fixture.ts';

const KEYS = ['first-key-of-the-test', 'second-key-of-the-test'] as const;
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

async function uploadSealed(api: TestApi, form: FormData): Promise<(path: string) => Promise<Response>> {
  const id = await createdId(await upload(api, form));
  await (await splitList(api, id)).seal();
  return (path) => fetch(`${api.url}/v1/lists/${id}/${path}`);
}

/** A form whose file has a name as it goes over the wire, whatever a client would make of it. */
function rawForm(fileName: string): RequestInit {
  const lines = [
    '--x',
    `Content-Disposition: form-data; name="file"; filename="${fileName}"`,
    '',
    'a@example.com',
    '--x--',
    '',
  ];
  return { method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: lines.join('\r\n') };
}

describe('CSV', () => {
  it('column names that are those of every object lose nothing', async () => {
    const api = await startTestApi();
    const header = 'email,__proto__,constructor,toString,,email';
    const get = await uploadSealed(api, formOf(`${header}\na@example.com,1,2,3,4,b\n`, { emailColumn: '1' }));
    expect((await (await get('download')).text()).split(/\r?\n/).slice(0, 2)).toEqual([
      expect.stringMatching(new RegExp(`^${header},mailsift_status`)),
      expect.stringMatching(/^a@example\.com,1,2,3,4,b,pending/),
    ]);
    expect(await jsonOf(await get('results'))).toMatchObject({
      rows: [{ columns: ['a@example.com', '1', '2', '3', '4', 'b'] }],
    });
  });

  it('what is markup or a formula comes back as text, in an attachment that no browser takes for a page', async () => {
    const api = await startTestApi();
    const cell = '<script>alert(1)</script>';
    const get = await uploadSealed(
      api,
      formOf(`name,email\n${cell},a@example.com\n"=HYPERLINK(""http://x"")",b@example.com\n`),
    );
    const download = await get('download?safe=spreadsheet');
    expect(download.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await download.text()).toContain(`"'=HYPERLINK(""http://x"")"`);
    const page = await get('results');
    expect(page.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await jsonOf(page)).toMatchObject({ rows: [{ columns: [cell, 'a@example.com'] }, {}] });
  });

  it('bodies that are packed by HTTP are refused before they are read', async () => {
    const api = await startTestApi();
    for (const coding of ['gzip', 'br', 'deflate, gzip']) {
      const headers = { 'Content-Type': 'text/csv', 'Content-Encoding': coding };
      const answer = await fetch(`${api.url}/v1/lists`, { method: 'POST', headers, body: 'a@example.com\n' });
      expect(await problemOf(answer)).toBe('415 unsupported_media_type');
    }
  });
});

describe('file names', () => {
  it.each([
    ['a%0d%0aSet-Cookie: x=1%22.csv'],
    ['..\\..\\etc\\passwd.csv'],
    ['../../etc/passwd.csv'],
    ['\u202egnp.exe.csv'],
    ['%00.csv'],
    ['"><img src=x onerror=alert(1)>.csv'],
  ])('%j writes no header and leaves no folder', async (fileName) => {
    const api = await startTestApi();
    const answer = await fetch(`${api.url}/v1/lists`, rawForm(fileName));
    if (answer.status !== 202) return expect(await problemOf(answer)).toMatch(/^400 (?:malformed_upload|no_file)$/);
    const id = await createdId(answer);
    await (await splitList(api, id)).seal();
    const download = await fetch(`${api.url}/v1/lists/${id}/download`);
    expect(download.headers.has('set-cookie')).toBe(false);
    expect(download.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[A-Za-z0-9 ._-]+"(?:; filename\*=UTF-8''[\w.%-]+)?$/,
    );
    const own = /^(?:(?:inbox|manifests|lists)\/|ages\/\d{4}-\d\d-\d\d\.|owners\/local\/\d{13}\.)[0-9a-f]{24}(?:\/|$)/;
    for (const key of await api.stored()) expect(key).toMatch(own);
  });
});

describe('HTTP', () => {
  it('texts made to make a pattern think are answered at once', async () => {
    const api = await startTestApi();
    for (const text of ['a'.repeat(100_000), 'a.'.repeat(50_000), '"('.repeat(50_000), `a@${'a-'.repeat(50_000)}`]) {
      const body = JSON.stringify({ email: text });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${api.url}/v1/verify`, { method: 'POST', headers, body });
      expect(answer.status).toBeLessThan(504);
    }
    const list = await upload(api, formOf(`email\n${'a.'.repeat(50_000)}@example.com\n`));
    expect(list.status).toBe(202);
  });

  it('a header that is the prototype of all is one like any other', async () => {
    const api = await startTestApi();
    const status = await new Promise((resolve, reject) => {
      const asking = request(`${api.url}/healthz`, {
        headers: { __proto__x: '1', ['__proto__']: 'x', constructor: 'y' },
      });
      asking.on('response', (answer) => resolve(answer.resume().statusCode));
      asking.on('error', reject);
      asking.end();
    });
    expect(status).toBe(200);
  });

  it('an Idempotency-Key is each owner’s own', async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    const create = (key: string) =>
      upload(api, formOf('a@example.com\n'), { ...bearer(key), 'Idempotency-Key': 'same' });
    const ids = [await createdId(await create(KEYS[0])), await createdId(await create(KEYS[1]))];
    expect(new Set(ids).size).toBe(2);
    expect(await createdId(await create(KEYS[0]))).toBe(ids[0]);
  });

  it('a list that was deleted and one of another key are answered alike', async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    const id = await createdId(await upload(api, formOf('a@example.com\n'), bearer(KEYS[0])));
    const ask = async (key: string) => (await fetch(`${api.url}/v1/lists/${id}`, { headers: bearer(key) })).text();
    const others = await ask(KEYS[1]);
    await fetch(`${api.url}/v1/lists/${id}`, { method: 'DELETE', headers: bearer(KEYS[0]) });
    expect(await ask(KEYS[0])).toBe(others);
  });
});

describe('personal data', () => {
  it('no local part and no key is logged or counted, whatever is asked and whatever fails', async () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'trace', name: 'api', destination: { write: (line) => void lines.push(line) } });
    const api = await startTestApi({
      apiKeys: KEYS,
      log,
      redisReady: () => Promise.reject(new Error('canary.7@example.com')),
    });
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${api.url}${path}`, { ...init, headers: bearer(KEYS[0]) });
    const id = await createdId(
      await upload(api, formOf('canary.7@example.com\n', { name: 'canary.7@example.com' }), bearer(KEYS[0])),
    );
    await ask('/v1/verify?email=canary.7@example.com');
    await ask(`/v1/lists/${id}/results?q=canary.7@example.com`);
    await ask('/v1/lists/canary.7%40example.com');
    await fetch(`${api.url}/real-time/?key=${KEYS[0]}&email=canary.7@example.com`);
    await ask('/readyz');
    await api.store.putIfAbsent('manifests/0123456789abcdef', 'canary.7@example.com is no manifest');
    expect(await problemOf(await ask('/v1/lists/0123456789abcdef'))).toBe('500 internal_error');
    const numbers = await (await ask('/metrics')).text();
    expect(lines.length).toBeGreaterThan(5);
    for (const text of [...lines, numbers]) {
      expect(text).not.toContain('canary.7');
      expect(text).not.toContain(KEYS[0]);
    }
  });
});
