import { createKeys } from '@mailsift/hints';
import { startTestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { type CatchAllCacheOptions, createCatchAllCache } from './catchAllCache.ts';

const server = await startTestRedis();
const keys = createKeys('test');
const subject = (domain: string, identity = 'one') => ({ identity, domain });
const openCache = async (options: CatchAllCacheOptions = { ttlMs: 60_000 }) =>
  createCatchAllCache(server.client(), keys, options);

describe('the catch-all cache', () => {
  it('keeps the answers of each identity by itself, for a limited time', async () => {
    const cache = await openCache();
    expect(await cache.get(subject('a.test'))).toBeNull();
    await cache.set(subject('a.test'), 'yes');
    await cache.set(subject('b.test'), 'no');
    expect(await cache.get(subject('a.test'))).toBe('yes');
    expect(await cache.get(subject('b.test'))).toBe('no');
    expect(await cache.get(subject('a.test', 'two'))).toBeNull();
    const left = await server.client().pttl(keys.catchAll('one', 'a.test'));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  it('keeps a yes for a shorter time than a no', async () => {
    const cache = await openCache({ ttlMs: 60_000, yesTtlMs: 1_000 });
    await cache.set(subject('yes.test'), 'yes');
    await cache.set(subject('no.test'), 'no');
    const client = server.client();
    expect(await client.pttl(keys.catchAll('one', 'yes.test'))).toBeLessThanOrEqual(1_000);
    expect(await client.pttl(keys.catchAll('one', 'no.test'))).toBeGreaterThan(1_000);
  });

  it('lets one of many ask, and another after the answer or the end of the claim', async () => {
    const cache = await openCache();
    const claims = await Promise.all(Array.from({ length: 20 }, () => cache.claim(subject('c.test'))));
    expect(claims.toSorted()).toEqual([...Array(19).fill('asked'), 'mine']);
    expect(await cache.get(subject('c.test'))).toBeNull();
    await cache.set(subject('c.test'), 'no');
    expect(await cache.claim(subject('c.test'))).toBe('no');
    await cache.forget(subject('c.test'));
    expect(await cache.claim(subject('c.test'))).toBe('mine');

    const hasty = createCatchAllCache(server.client(), keys, { ttlMs: 60_000, claimMs: 30 });
    expect(await hasty.claim(subject('d.test'))).toBe('mine');
    expect(await waitUntil(async () => (await hasty.claim(subject('d.test'))) === 'mine', { everyMs: 5 })).toBe(true);
  });

  it('lets another ask after a claim that brought no answer', async () => {
    const cache = await openCache();
    expect(await cache.claim(subject('f.test'))).toBe('mine');
    expect(await cache.claim(subject('f.test'))).toBe('asked');
    await cache.release(subject('f.test'));
    expect(await cache.claim(subject('f.test'))).toBe('mine');
  });

  it('keeps an answer, though a claim is given back that had run out', async () => {
    const cache = await openCache();
    await cache.set(subject('g.test'), 'yes');
    await cache.release(subject('g.test'));
    expect(await cache.get(subject('g.test'))).toBe('yes');
  });

  it('takes what it does not understand for nothing', async () => {
    await server.client().set(keys.catchAll('one', 'e.test'), 'perhaps');
    expect(await (await openCache()).get(subject('e.test'))).toBeNull();
  });

  it('knows nothing and claims nothing while Redis is away', async () => {
    const own = await startTestRedis();
    const client = own.client();
    await client.ping();
    const cache = createCatchAllCache(client, keys, { ttlMs: 60_000 });
    await own.down('SIGKILL');
    await cache.set(subject('a.test'), 'yes');
    expect(await cache.get(subject('a.test'))).toBeNull();
    expect(await cache.claim(subject('a.test'))).toBe('asked');
  });
});
