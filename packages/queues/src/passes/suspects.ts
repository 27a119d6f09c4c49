import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { type DispatchedPass, spellPass } from './pass.ts';

/** Places (in a batch) of addresses that were being asked alone; whoever is still here when a pass starts killed its worker. */
export interface Suspects {
  read(dispatched: DispatchedPass): Promise<ReadonlySet<number>>;
  add(dispatched: DispatchedPass, place: number): Promise<void>;
  remove(dispatched: DispatchedPass, place: number): Promise<void>;
}

const TTL_S = 24 * 60 * 60;

export function createSuspects(redis: Redis, keys: Keys): Suspects {
  const keyOf = ({ listId, pass }: DispatchedPass) => keys.suspects(`${listId}~${spellPass(pass)}`);
  return {
    async read(dispatched) {
      return new Set((await redis.smembers(keyOf(dispatched))).map(Number));
    },
    async add(dispatched, place) {
      await redis.multi().sadd(keyOf(dispatched), place).expire(keyOf(dispatched), TTL_S).exec();
    },
    async remove(dispatched, place) {
      await redis.srem(keyOf(dispatched), place);
    },
  };
}
