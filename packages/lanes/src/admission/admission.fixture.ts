import { randomUUID } from 'node:crypto';
import { createKeys, remember } from '@mailsift/hints';
import type { Identity } from '@mailsift/smtp';
import { stopAtEnd, type TestRedis } from '@mailsift/testing';
import type { Redis } from 'ioredis';
import type { LanePolicy } from '../policies.ts';
import { type AdmissionOptions, type AdmissionRequest, type AdmissionSettings, createAdmission } from './admission.ts';

export const identityOf = (id: string): Identity => ({ id, bind: null, ehlo: 'us.test', mailFrom: 'a@us.test' });

/** Wide enough not to matter; a test narrows what it is about. */
export const POLICY: LanePolicy = {
  connections: 50,
  rate: 1_000,
  burst: 50,
  connectionRate: 1_000_000,
  rcptsPerTransaction: 5,
  rcptsPerConnection: 10,
  catchAll: 'ask',
  verifiable: true,
  greylistDelaysMs: null,
};

const SETTINGS: AdmissionSettings = {
  domainConnections: 1_000,
  ipConnections: 1_000,
  ipConnectionRate: 1_000_000,
  networkConnections: 1_000,
  networkConnectionRate: 1_000_000,
  identityConnections: 1_000,
};

export interface RequestOverrides {
  readonly identity?: string;
  readonly lane?: string;
  readonly domain?: string;
  readonly ip?: string;
  readonly policy?: Partial<LanePolicy>;
}

export function requestFor(overrides: RequestOverrides = {}): AdmissionRequest {
  return {
    identity: identityOf(overrides.identity ?? 'one'),
    lane: { lane: overrides.lane ?? 'site.test', provider: null },
    domain: overrides.domain ?? 'site.test',
    ip: overrides.ip ?? '192.0.2.1',
    policy: { ...POLICY, ...overrides.policy },
  };
}

export interface WorldOptions
  extends Partial<Pick<AdmissionOptions, 'elapsed' | 'setTimer' | 'now' | 'random' | 'onLaneChange'>> {
  readonly settings?: Partial<AdmissionSettings>;
}

/** Keys of one test's own on a Redis with its generation set, and any number of processes that share them. */
export async function createWorld(server: TestRedis) {
  const keys = createKeys(`test-${randomUUID()}`);
  const redis = server.client();
  await remember(redis, keys.generation);
  return {
    keys,
    redis,
    startProcess({ settings, ...options }: WorldOptions = {}, client: Redis = redis) {
      const admission = createAdmission({
        redis: client,
        keys,
        settings: { ...SETTINGS, ...settings },
        // No jitter.
        random: () => 0.5,
        ...options,
      });
      stopAtEnd('admission', () => admission.close());
      return admission;
    },
    /** As a lane that has grown to so many connections, whatever they were needed for. */
    async widen(window: number, { identity = 'one', lane = 'site.test' }: RequestOverrides = {}): Promise<void> {
      await redis.hset(keys.laneState(identity, lane), { window, slow: 0, rate: 1, epoch: 0, trips: 0 });
    },
    /** Every key of the world with its whole content, to see that nothing was written. */
    async content(): Promise<Record<string, string[]>> {
      const names = (await redis.keys(`${keys.prefix}:*`)).sort();
      const read = async (name: string): Promise<string[]> => {
        const type = await redis.type(name);
        if (type === 'zset') return redis.zrange(name, '0', '-1', 'WITHSCORES');
        if (type === 'hash') return Object.entries(await redis.hgetall(name)).flat();
        return [(await redis.get(name)) ?? ''];
      };
      return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
    },
    /** Leases counted now, over all scopes. */
    async counted(): Promise<number> {
      const names = await redis.keys(`${keys.prefix}:leases:*`);
      const sizes = await Promise.all(names.map((name) => redis.zcard(name)));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  };
}

/** A timer and a monotonic clock that only move when the test says so. */
export function createManualTime() {
  let time = 0;
  const callbacks = new Set<() => void>();
  return {
    elapsed: () => time,
    setTimer(callback: () => void) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    running: () => callbacks.size,
    pass(ms: number) {
      time += ms;
      for (const callback of [...callbacks]) callback();
    },
  };
}
