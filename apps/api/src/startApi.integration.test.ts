import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startApi } from './startApi.ts';
import { createStoreControl } from './storeControl.fixture.ts';
import { CSV, createdId, formOf, startTestApi, upload } from './testApi.fixture.ts';

const FORM = { 'Content-Type': 'multipart/form-data; boundary=b' };
const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n';

describe('closing', () => {
  it('finishes the upload that is under way and takes no other', async () => {
    const api = await startTestApi({ timing: { closeMs: 20_000 } });
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers: { ...FORM, Expect: '100-continue' } });
    sending.flushHeaders();
    await once(sending, 'continue');
    sending.write(PART + CSV);
    const closing = api.close();
    await expect(fetch(`${api.url}/healthz`)).rejects.toThrow();
    sending.end('\r\n--b--\r\n');
    const [answer] = await once(sending, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(202);
    await closing;
    expect(await api.stored()).toHaveLength(4);
  });

  it('ends what takes too long, which leaves nothing', async () => {
    const api = await startTestApi({ timing: { closeMs: 20 } });
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers: { ...FORM, Expect: '100-continue' } });
    sending.flushHeaders();
    await once(sending, 'continue');
    sending.write(PART + CSV);
    await Promise.all([once(sending, 'error'), api.close()]);
  });

  it('lets go of connections that wait for a next request', async () => {
    const api = await startTestApi({ timing: { closeMs: 20_000 } });
    const socket = connect(api.port, '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    await Promise.all([api.close(), once(socket, 'close')]);
  });

  it('follows its signal, and may be asked for again', async () => {
    const stop = new AbortController();
    const api = await startTestApi({ signal: stop.signal });
    stop.abort();
    await Promise.all([api.close(), api.close()]);
    await expect(fetch(`${api.url}/healthz`)).rejects.toThrow();
  });
});

describe('starting', () => {
  it('fails on a port that is taken', async () => {
    const { port, store } = await startTestApi();
    const settings = {
      host: '127.0.0.1',
      port,
      apiKeys: [],
      maxUploadSize: 1,
      apiRateLimit: 1,
      allowPrivateNetworks: false,
      webhookSecret: null,
    };
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const enrich = () => ({ geo: '', city: '', isp: '' });
    const starting = startApi({
      settings,
      store,
      scratch: '/',
      control: createStoreControl(store),
      redisReady: () => true,
      enrich,
      log,
    });
    await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('a client that is slow', () => {
  it('has so long for a small body and no longer', async () => {
    const api = await startTestApi({ timing: { bodyMs: 20 } });
    const id = await createdId(await upload(api, formOf(CSV, { start: 'false' })));
    const sending = request(`${api.url}/v1/lists/${id}/start`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': '100' },
    });
    sending.write('{');
    await once(sending, 'error');
  });

  it('is told that its request is refused before it sends the body', async () => {
    const api = await startTestApi({ apiKeys: ['a-key-of-the-test'] });
    const headers = { ...FORM, Expect: '100-continue' };
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers });
    sending.on('error', () => {});
    sending.on('continue', () => sending.destroy(new Error('It asked for the body')));
    sending.flushHeaders();
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(401);
    sending.destroy();
  });
});
