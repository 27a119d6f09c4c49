import { createKeys } from '@mailsift/hints';
import { startTestRedis } from '@mailsift/testing';
import { expect, it } from 'vitest';
import type { Pace, PaceRequest } from './pace.ts';
import { withWarmUp } from './warmUp.ts';

const server = await startTestRedis();
const DAY_MS = 86_400_000;
const ALWAYS: Pace = { takePace: async () => ({ taken: true, waitMs: 0 }) };

it('lets a new identity send so much on its first day, more on its second, and what it likes after the last', async () => {
  const redis = server.client();
  const keys = createKeys('warmup');
  const pace = withWarmUp(ALWAYS, { redis, keys, ceilings: [10, 15] });
  const take = async (id: string) => (await pace.takePace(requestOf(id))).taken;
  expect([await take('one'), await take('one'), await take('one')]).toEqual([true, true, false]);
  const denied = await pace.takePace(requestOf('one'));
  if (denied.taken) throw new Error('It is over its ceiling');
  expect(denied.retryAt).toBeGreaterThan(Date.now());
  expect(denied.retryAt).toBeLessThanOrEqual(Date.now() + DAY_MS);
  expect(await take('two')).toBe(true);
  const beganDaysAgo = (days: number) =>
    redis.hset(keys.warmUp('one'), { first: Math.floor(Date.now() / DAY_MS) - days });
  await beganDaysAgo(1);
  expect([await take('one'), await take('one')]).toEqual([true, false]);
  await beganDaysAgo(2);
  expect(await take('one')).toBe(true);
});

it('is none where there are no ceilings', () => {
  const options = { redis: server.client(), keys: createKeys('warmup'), ceilings: [] };
  expect(withWarmUp(ALWAYS, options)).toBe(ALWAYS);
});

function requestOf(id: string): PaceRequest {
  return {
    identity: { id, bind: null, ehlo: 'us.test', mailFrom: 'verify@us.test' },
    lane: { lane: 'example.com', provider: null },
    policy: POLICY,
    domain: 'example.com',
    ip: '192.0.2.1',
    tenant: null,
    rcpts: 5,
  };
}

const POLICY: PaceRequest['policy'] = {
  connections: 1,
  rate: 1,
  burst: 5,
  connectionRate: 1,
  rcptsPerTransaction: 5,
  rcptsPerConnection: 10,
  catchAll: 'ask',
  verifiable: true,
  greylistDelaysMs: null,
};
