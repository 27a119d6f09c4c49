import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';

/** The identities that workers anywhere can speak as. */
export interface Identities {
  /** Those a worker said within the last `withinMs` that it has, in one order for all. Rejects when Redis is away. */
  heardOf(withinMs: number): Promise<readonly string[]>;
  /** Those of which nothing was heard for so long. */
  silentFor(silentMs: number): Promise<readonly string[]>;
}

/** An identity that no worker has had for so long hands its work over to the others. */
export const HANDOVER_MS = 10 * 60_000;

export function createIdentities(redis: Redis, keys: Keys): Identities {
  const ago = async (ms: number) => Number((await redis.time())[0]) * 1_000 - ms;
  return {
    heardOf: async (withinMs) => (await redis.zrangebyscore(keys.identities, await ago(withinMs), '+inf')).sort(),
    silentFor: async (silentMs) => redis.zrangebyscore(keys.identities, '-inf', await ago(silentMs)),
  };
}
