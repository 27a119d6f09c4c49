import { createKeys } from '@mailsift/hints';
import { connectRedis } from '@mailsift/runtime';
import { startTestRedis, stopAtEnd, type TestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../http/apiProblem.ts';
import { createRateLimits, type RateLimit, type RateLimits, type SharedCounts } from './rateLimit.ts';

const keys = createKeys('limits');
const silent = { warn: () => {}, info: () => {} };

/** What an API process has: connections of its own. */
async function openProcess(server: TestRedis): Promise<SharedCounts> {
  const connections = connectRedis(server.url, silent);
  stopAtEnd('the connections', () => connections.close());
  await waitUntil(() => connections.commands.status === 'ready');
  return { redis: connections.commands, keyOf: keys.asked };
}

function limitsOf(perSecond: number, shared?: SharedCounts): RateLimits {
  return createRateLimits({ perSecond, mostAddresses: 100, shared });
}

/** How many of `times` calls are let through. */
async function passed(limits: readonly RateLimit[], owner: string, times: number): Promise<number> {
  const calls = Array.from({ length: times }, async (_, at) => limits[at % limits.length]?.(owner));
  const outcomes = await Promise.allSettled(calls);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ApiProblem);
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

describe('the rate limit of a key', () => {
  it('is one for all API processes, and each key has its own', async () => {
    const server = await startTestRedis();
    const one = limitsOf(2, await openProcess(server));
    const other = limitsOf(2, await openProcess(server));
    expect(await passed([one.requests, other.requests], 'anna', 50)).toBe(20);
    expect(await passed([other.requests], 'bela', 5)).toBe(5);
    await expect(other.requests('anna')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('counts in each process alone while Redis is away, and while it does not answer', async () => {
    const server = await startTestRedis();
    const limits = limitsOf(2, await openProcess(server));
    expect(await passed([limits.requests], 'anna', 20)).toBe(20);
    server.freeze();
    expect(await passed([limits.requests], 'anna', 30)).toBe(20);
    server.thaw();
    await server.down();
    expect(await passed([limits.requests], 'bela', 30)).toBe(20);
  });

  it('leaves nothing in Redis that stays', async () => {
    const server = await startTestRedis();
    const shared = await openProcess(server);
    const limits = limitsOf(2, shared);
    await limits.requests('anna');
    await limits.addresses('anna', 30);
    const names = (await shared.redis.keys('limits:*')).toSorted();
    expect(names).toEqual(['limits:asked:addresses:anna', 'limits:asked:requests:anna']);
    for (const name of names) expect(await shared.redis.ttl(name)).toBeGreaterThan(0);
  });
});

describe('a batch', () => {
  it('counts its addresses, apart from requests; the largest is let through beside small ones', async () => {
    const { addresses, requests } = limitsOf(2);
    await addresses('anna', 20);
    await addresses('anna', 100);
    await expect(addresses('anna', 1)).rejects.toMatchObject({ code: 'rate_limited' });
    await addresses('bela', 100);
    await requests('anna');
  });
});
