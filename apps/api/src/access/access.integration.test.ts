import { once } from 'node:events';
import { request } from 'node:http';
import { readBytes } from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import { CSV, createdId, formOf, jsonOf, problemOf, startTestApi, upload } from '../testApi.fixture.ts';

const KEYS = ['first-key-of-the-test', 'second-key-of-the-test'] as const;
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

const ROUTES = [
  ['GET', ''],
  ['DELETE', ''],
  ['POST', '/start'],
  ['GET', '/events'],
  ['GET', '/results'],
  ['GET', '/webhooks'],
  ['GET', '/download'],
  ['POST', '/pause'],
  ['POST', '/resume'],
  ['POST', '/cancel'],
] as const;

describe('API keys', () => {
  it.each(ROUTES)(
    '%s /v1/lists/{id}%s hides the list of another key as one that is not there',
    async (method, path) => {
      const api = await startTestApi({ apiKeys: KEYS });
      const id = await createdId(await upload(api, formOf(CSV), bearer(KEYS[0])));
      const ask = (of: string, headers: Record<string, string>) =>
        fetch(`${api.url}/v1/lists/${of}${path}`, { method, headers });
      const others = await (await ask(id, bearer(KEYS[1]))).text();
      expect(others).toBe(await (await ask('0123456789abcdef01234567', bearer(KEYS[1]))).text());
      expect(await problemOf(await ask(id, bearer(KEYS[1])))).toBe('404 list_not_found');
      expect(await problemOf(await ask('../../etc', bearer(KEYS[1])))).toMatch(/^404/);
      for (const headers of [{}, bearer('wrong'), bearer(''), { Authorization: `Basic ${KEYS[0]}` }]) {
        const answer = await ask(id, headers);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        expect(await problemOf(answer)).toBe('401 unauthorized');
      }
      expect((await fetch(`${api.url}/v1/lists/${id}`, { headers: bearer(KEYS[0]) })).status).toBe(200);
    },
  );

  it('show each owner only their lists', async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    const id = await createdId(await upload(api, formOf(CSV), bearer(KEYS[0])));
    const listsOf = async (key: string) => jsonOf(await fetch(`${api.url}/v1/lists`, { headers: bearer(key) }));
    expect(await listsOf(KEYS[0])).toMatchObject({ lists: [{ id }], nextCursor: null });
    expect(await listsOf(KEYS[1])).toEqual({ lists: [], nextCursor: null });
  });

  it('are asked for before a body is read, and nothing of it is stored', async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    expect(await problemOf(await upload(api, formOf(CSV)))).toBe('401 unauthorized');
    expect(await api.stored()).toEqual([]);
  });

  it('are never stored', async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    await upload(api, formOf(CSV), bearer(KEYS[0]));
    for (const key of await api.stored()) {
      expect((await readBytes(api.store, key))?.toString()).not.toContain(KEYS[0]);
    }
  });

  it('are not needed to ask whether the server lives', async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
  });
});

describe('a session of a browser', () => {
  const startSession = async () => {
    const api = await startTestApi({ apiKeys: KEYS });
    const answer = await fetch(`${api.url}/v1/session`, { method: 'POST', headers: bearer(KEYS[0]) });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const id = await createdId(await upload(api, formOf(CSV), bearer(KEYS[0])));
    return {
      api,
      cookie,
      id,
      ask: (headers: Record<string, string>, method = 'GET') => fetch(`${api.url}/v1/lists/${id}`, { method, headers }),
    };
  };

  it('reads what the key reads', async () => {
    const { cookie, ask } = await startSession();
    expect((await ask({ Cookie: cookie })).status).toBe(200);
    expect(await problemOf(await ask({ Cookie: `${cookie}0` }))).toBe('401 unauthorized');
    expect(await problemOf(await ask({ Cookie: cookie, ...bearer('wrong') }))).toBe('401 unauthorized');
  });

  it('writes for our own pages alone', async () => {
    const { api, cookie, ask } = await startSession();
    for (const headers of [{}, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      expect(await problemOf(await ask({ Cookie: cookie, ...headers }, 'DELETE'))).toBe('403 cross_site_request');
    }
    expect((await ask({ Cookie: cookie, Origin: api.url }, 'DELETE')).status).toBe(204);
  });

  it('is ended by taking its cookie away', async () => {
    const { api, cookie } = await startSession();
    const headers = { Cookie: cookie, Origin: api.url };
    const answer = await fetch(`${api.url}/v1/session`, { method: 'DELETE', headers });
    expect(answer.headers.get('set-cookie')).toMatch(/^mailsift_session=;.*Max-Age=0$/);
  });

  it('is not needed without keys, and not given for a wrong one', async () => {
    const open = await startTestApi();
    expect(await jsonOf(await fetch(`${open.url}/v1/session`, { method: 'POST' }))).toEqual({ expiresAt: null });
    const api = await startTestApi({ apiKeys: KEYS });
    expect(await problemOf(await fetch(`${api.url}/v1/session`, { method: 'POST' }))).toBe('401 unauthorized');
  });
});

describe('without API keys', () => {
  const statusFor = async (headers: Record<string, string>, method = 'GET') => {
    const api = await startTestApi();
    const asking = request(`${api.url}/v1/lists`, { method, headers });
    asking.end();
    const [answer] = await once(asking, 'response');
    answer.resume();
    return Number(answer.statusCode);
  };

  it.each([
    ['localhost:3000', 200],
    ['127.0.0.1', 200],
    ['[::1]:80', 200],
    ['rebound.example', 403],
    ['127.0.0.1.rebound.example', 403],
    ['localhost.rebound.example:3000', 403],
  ])('a request to the host %j is answered %i', async (host, status) => {
    expect(await statusFor({ Host: host })).toBe(status);
  });

  it.each([
    ['of another origin', { Host: 'localhost:1', Origin: 'https://evil.example' }, 403],
    ['of an opaque origin', { Host: 'localhost:1', Origin: 'null' }, 403],
    ['of another port', { Host: 'localhost:1', Origin: 'http://localhost:2' }, 403],
    ['that a browser calls cross-site', { Host: 'localhost:1', 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['of its own origin', { Host: 'localhost:1', Origin: 'http://localhost:1', 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['by a link', { Host: 'localhost:1', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }, 200],
  ])('a request %s is answered as it should', async (_what, headers, status) => {
    expect(await statusFor(headers)).toBe(status);
  });

  it('says how a host name would be answered', async () => {
    const { port } = await startTestApi();
    const asking = request({ host: '127.0.0.1', port, path: '/v1/lists', headers: { Host: 'rebound.example' } });
    asking.end();
    const [answer] = await once(asking, 'response');
    let text = '';
    for await (const chunk of answer) text += chunk;
    expect(JSON.parse(text)).toMatchObject({ code: 'host_not_allowed', detail: expect.stringContaining('API_KEYS') });
  });

  it('a form that another site posts is refused', async () => {
    const headers = { Host: 'localhost:1', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    expect(await statusFor(headers, 'POST')).toBe(403);
  });
});
