import { createApiKey, createFolderStore, listApiKeys, revokeApiKey } from '@mailsift/lists';
import { createTestDir, waitUntil } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { CSV, createdId, formOf, jsonOf, problemOf, startTestApi, upload } from '../testApi.fixture.ts';

const CHOICE = { name: 'test', isAdmin: false } as const;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function startWithKey() {
  const store = createFolderStore(await createTestDir());
  const made = await createApiKey(store, CHOICE);
  const api = await startTestApi({ store });
  return { api, store, ...made };
}

it('a key made by `mailsift keys` owns what it uploads, and its use is noted by the day', async () => {
  const { api, store, token, key } = await startWithKey();
  const other = await createApiKey(store, CHOICE);
  const id = await createdId(await upload(api, formOf(CSV), bearer(token)));
  const ask = (of: string) => fetch(`${api.url}/v1/lists/${id}`, { headers: bearer(of) });
  expect((await ask(token)).status).toBe(200);
  expect(await problemOf(await ask(other.token))).toBe('404 list_not_found');
  expect(await problemOf(await ask(`ms_${key.id}_${'x'.repeat(43)}`))).toBe('401 unauthorized');
  const today = new Date().toISOString().slice(0, 10);
  await waitUntil(async () => (await listApiKeys(store)).every(({ lastUsed }) => lastUsed === today));
});

it('a revoked key and its sessions are refused within seconds, and nobody gets in without one', async () => {
  const { api, store, token, key } = await startWithKey();
  const session = await fetch(`${api.url}/v1/session`, { method: 'POST', headers: bearer(token) });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (headers: Record<string, string>) => fetch(`${api.url}/v1/lists`, { headers });
  expect(await jsonOf(await ask({ Cookie: cookie }))).toEqual({ lists: [], nextCursor: null });
  await revokeApiKey(store, key.id);
  await waitUntil(async () => (await ask(bearer(token))).status === 401);
  await waitUntil(async () => (await ask({ Cookie: cookie })).status === 401);
  expect(await problemOf(await ask({}))).toBe('401 unauthorized');
});

it('the first key that is made closes a server that asked for none', async () => {
  const store = createFolderStore(await createTestDir());
  const api = await startTestApi({ store });
  const ask = () => fetch(`${api.url}/v1/lists`);
  expect((await ask()).status).toBe(200);
  await createApiKey(store, CHOICE);
  await waitUntil(async () => (await ask()).status === 401);
});

it('a key that asks too often is told when to come again, and others are not', async () => {
  const keys = ['first-key-of-the-test', 'second-key-of-the-test'] as const;
  const api = await startTestApi({ apiKeys: keys, apiRateLimit: 0.1 });
  const ask = (key: string) => fetch(`${api.url}/v1/lists`, { headers: bearer(key) });
  expect((await ask(keys[0])).status).toBe(200);
  const refused = await ask(keys[0]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problemOf(refused)).toBe('429 rate_limited');
  expect(await problemOf(await fetch(`${api.url}/real-time/?key=${keys[0]}&email=a@b.c`))).toBe('429 rate_limited');
  expect((await ask(keys[1])).status).toBe(200);
});
