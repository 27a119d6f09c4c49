import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { CSV, createdId, formOf, jsonOf, problemOf, startTestApi, type TestApi, upload } from '../testApi.fixture.ts';

const send = (api: TestApi, method: string, path: string, init: RequestInit = {}) =>
  fetch(`${api.url}${path}`, { method, ...init });

describe('whatever is wrong with a request', () => {
  it.each([
    ['GET', '/', '503 page_not_built'],
    ['GET', '/v1', '404 not_found'],
    ['GET', '/v1/lists/0123456789abcdef01234567/nothing', '404 not_found'],
    ['GET', '/v1/lists/0123456789abcdef01234567', '404 list_not_found'],
    ['GET', '/v1/lists/UPPER-AND-TOO-ODD', '404 list_not_found'],
    ['GET', '/v1/lists/..%2f..%2fetc%2fpasswd', '404 list_not_found'],
    ['GET', '/v1/lists/%', '400 invalid_request'],
    ['GET', '/v1/lists?colour=red', '400 unknown_field'],
    ['GET', '/v1/verify/nothing', '404 verification_not_found'],
  ])('%s %s is answered %s', async (method, path, problem) => {
    const api = await startTestApi();
    expect(await problemOf(await send(api, method, path))).toBe(problem);
  });

  it.each([
    ['PUT', '/v1/lists', 'GET, HEAD, POST'],
    ['PATCH', '/v1/lists/0123456789abcdef', 'GET, HEAD, DELETE'],
    ['GET', '/v1/lists/0123456789abcdef/pause', 'POST'],
    ['POST', '/v1/lists/0123456789abcdef/download', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['OPTIONS', '/v1/lists', 'GET, HEAD, POST'],
  ])('%s %s says that it allows %s', async (method, path, allow) => {
    const api = await startTestApi();
    const answer = await send(api, method, path);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(await problemOf(answer)).toBe('405 method_not_allowed');
  });

  it('a body that is none is told apart from one that is too large or of another type', async () => {
    const api = await startTestApi();
    const id = await createdId(await upload(api, formOf(CSV, { start: 'false' })));
    const start = async (body: string, type = 'application/json') =>
      problemOf(await send(api, 'POST', `/v1/lists/${id}/start`, { body, headers: { 'Content-Type': type } }));
    expect(await start('{"emailColumn":')).toBe('400 invalid_json');
    expect(await start('[1]')).toBe('400 invalid_json');
    expect(await start('7')).toBe('400 invalid_json');
    expect(await start(JSON.stringify({ emailColumn: 'x'.repeat(20_000) }))).toBe('413 body_too_large');
    expect(await start('a', 'text/plain')).toBe('415 unsupported_media_type');
    expect(await start('{}', 'application/json; charset=latin-77')).toBe('415 unsupported_media_type');
    expect(await start('emailColumn=1&emailColumn=2', 'application/x-www-form-urlencoded')).toBe('400 invalid_request');
  });

  it('bytes that are no HTTP end the connection, and the server lives on', async () => {
    const api = await startTestApi();
    const socket = connect(api.port, '127.0.0.1');
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
      socket.write('\x16\x03\x01 nonsense\r\n\r\n');
    });
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await send(api, 'GET', '/healthz')).status).toBe(200);
  });

  it('what went wrong here is logged and not told', async () => {
    const api = await startTestApi({ redisReady: () => true });
    await api.store.putIfAbsent('manifests/0123456789abcdef', 'a secret that is no manifest');
    const answer = await send(api, 'GET', '/v1/lists/0123456789abcdef');
    expect(await answer.clone().text()).not.toMatch(/secret|\.ts|node_modules/);
    expect(await problemOf(answer)).toBe('500 internal_error');
    expect(api.logged).toHaveLength(1);
  });
});

describe('every answer', () => {
  it('forbids guessing its type, framing, loading, storing, and any other origin', async () => {
    const api = await startTestApi();
    for (const path of ['/healthz', '/v1/lists', '/nothing']) {
      const { headers } = await send(api, 'GET', path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cache-control': 'no-store',
      });
      expect(headers.has('x-powered-by')).toBe(false);
      expect(headers.has('access-control-allow-origin')).toBe(false);
    }
  });
});

describe('health', () => {
  it('is told apart from readiness', async () => {
    const api = await startTestApi({ redisReady: () => Promise.reject(new Error('away')) });
    expect(await jsonOf(await send(api, 'GET', '/healthz'))).toEqual({ status: 'ok' });
    const answer = await send(api, 'GET', '/readyz');
    expect(answer.status).toBe(503);
    expect(await jsonOf(answer)).toEqual({
      status: 'unavailable',
      storage: 'ok',
      redis: 'unavailable',
      workers: null,
      details: [expect.stringContaining('check REDIS_URL')],
    });
    expect((await upload(api, formOf(CSV))).status).toBe(202);
  });

  it('is ready with both', async () => {
    const api = await startTestApi();
    expect(await jsonOf(await send(api, 'GET', '/readyz'))).toMatchObject({
      status: 'ok',
      storage: 'ok',
      redis: 'ok',
      details: [],
    });
  });
});
