import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';

/** The identities that workers anywhere can speak as. */
export interface Identities {
  /** Those a worker said within the last `withinMs` that it has, in one order for all. Rejects when Redis is away. */
  heardOf(withinMs: number): Promise<readonly string[]>;
}

export function createIdentities(redis: Redis, keys: Keys): Identities {
  return {
    async heardOf(withinMs) {
      const [seconds] = await redis.time();
      const identities = await redis.zrangebyscore(keys.identities, Number(seconds) * 1_000 - withinMs, '+inf');
      return identities.sort();
    },
  };
}
