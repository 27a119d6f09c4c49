import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { createFolderStore, type Store } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { MAX_UPLOAD, startTestApi } from '../testApi.fixture.ts';

const FORM = { 'Content-Type': 'multipart/form-data; boundary=b' };
const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n';
const ROWS = 'a@example.com\n'.repeat(10_000);

/** A store that tells when a body has begun to arrive, and when writing has ended with nothing stored. */
async function watchedStore() {
  const folder = createFolderStore(await createTestDir());
  const events = new EventEmitter();
  const store: Store = {
    ...folder,
    async putIfAbsent(key, body) {
      if (typeof body === 'string' || body instanceof Uint8Array) return folder.putIfAbsent(key, body);
      try {
        return await folder.putIfAbsent(
          key,
          telling(body, () => events.emit('begun')),
        );
      } catch (error) {
        events.emit('failed');
        throw error;
      }
    },
  };
  return { store, begun: once(events, 'begun'), failed: once(events, 'failed') };
}

async function* telling(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, tell: () => void) {
  for await (const chunk of body) {
    tell();
    yield chunk;
  }
}

describe('D2 a client that goes away in the middle', () => {
  it.each([
    ['of a form', FORM, PART],
    ['of a raw body', { 'Content-Type': 'text/csv' }, ''],
  ])('%s leaves nothing', async (_what, headers, start) => {
    const { store, begun, failed } = await watchedStore();
    const api = await startTestApi({ store });
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers });
    sending.on('error', () => {});
    sending.write(start + ROWS);
    await begun;
    sending.destroy();
    await failed;
    expect(await api.stored()).toEqual([]);
    await api.close();
    expect(api.logged).toEqual([]);
  });
});

describe('a file over the limit', () => {
  it('is refused while the client is still sending', async () => {
    const api = await startTestApi();
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers: FORM });
    sending.on('error', () => {});
    sending.write(PART + 'a@example.com\n'.repeat(MAX_UPLOAD / 14 + 10));
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(413);
    sending.destroy();
    expect(await api.stored()).toEqual([]);
  });

  it('is refused before it is sent where its length says so', async () => {
    const api = await startTestApi();
    const headers = { ...FORM, 'Content-Length': String(10 * MAX_UPLOAD) };
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers });
    sending.on('error', () => {});
    sending.flushHeaders();
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(413);
    sending.destroy();
  });
});

describe('a connection on which nothing moves', () => {
  it('is closed, and its upload leaves nothing', async () => {
    const { store, failed } = await watchedStore();
    const api = await startTestApi({ store, timing: { idleMs: 50 } });
    const sending = request(`${api.url}/v1/lists`, { method: 'POST', headers: FORM });
    sending.write(PART + ROWS);
    await once(sending, 'error');
    await failed;
    expect(await api.stored()).toEqual([]);
  });
});
