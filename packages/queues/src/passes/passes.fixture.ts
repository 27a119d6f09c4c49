import { createKeys, type Keys, remember } from '@mailsift/hints';
import type { BatchEntry, Cut, ResultHeader } from '@mailsift/lists';
import { startTestRedis } from '@mailsift/testing';
import type { Redis } from 'ioredis';
import { createPasses, type DispatchLimits } from './passes.ts';

export const IDENTITY = 'aaaaaaaaaa';

export const KNOWN = { owner: 'ada', weight: 1 };

export const LIMITS: DispatchLimits = {
  tailLane: 'tail',
  tailConnections: 20,
  defaultSlots: 2,
  slots: { google: 3 },
  most: 100,
};

const server = await startTestRedis();

/**
 * Scripts on a real Redis under a prefix of their own, with a generation, a worker that has many connections, and a lane
 * that has learnt to take all that its policy permits.
 */
export async function startPasses({ connections = 1_000, warm = true } = {}) {
  const redis = server.client();
  const keys = createKeys(`test-${Math.random().toString(36).slice(2)}`);
  const passes = createPasses(redis, keys);
  if (warm) await remember(redis, keys.generation);
  await passes.heartbeat(IDENTITY, 'worker', connections);
  await redis.hset(keys.laneState(IDENTITY, 'google'), { window: '3' });
  return { redis, keys, passes };
}

/** Time goes by for Redis: what waits is due, what is dispatched is overdue, parked lanes are looked at again. */
export async function letTimePass(redis: Redis, key: string): Promise<void> {
  const members = await redis.zrange(key, '0', '-1');
  for (const member of members) await redis.zadd(key, 'XX', 1, member);
}

export async function makeDue(redis: Redis, keys: Keys, listId: string): Promise<void> {
  await letTimePass(redis, keys.waiting(listId));
  await redis.zadd(keys.due, 'XX', 1, listId);
}

let offset = 0;

/** A batch as a cut would list it. */
export function entry(lane: string, addresses = 10): BatchEntry {
  offset += 100;
  return { id: { partition: '000', cut: 0, offset, length: 99 }, identity: IDENTITY, lane, addresses };
}

export function cutOf(...entries: readonly BatchEntry[]): Cut {
  return { entries, tally: { done: 0, rows: 0, statuses: {}, events: {}, flags: {} }, covered: [] };
}

/** What a pass that decided `done` addresses, and left some waiting, says at the head of its file. */
export function header(done: number, remainder: ResultHeader['remainder'] = null, pass = 1): ResultHeader {
  const tally = { done, rows: done, statuses: { passed: done }, events: { mailbox_exists: done }, flags: {} };
  return { pass, identity: IDENTITY, lane: 'google', tally, remainder };
}
