import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { createIdentities } from '../identities/identities.ts';

/** How much work there is. */
export interface QueueDepths {
  /** Jobs by queue and state. */
  readonly queues: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Lists that were started and have not ended. */
  readonly lists: number;
  /** Passes that workers have, by identity. */
  readonly dispatched: Readonly<Record<string, number>>;
}

/** An identity that nobody has spoken as for a day is none. */
const HEARD_MS = 86_400_000;

/** Reads Redis only. Rejects when it is away. */
export async function readQueueDepths(redis: Redis, keys: Keys, catalogue: Catalogue): Promise<QueueDepths> {
  const identities = await createIdentities(redis, keys).heardOf(HEARD_MS);
  const [queues, lists, dispatched] = await Promise.all([
    catalogue.depths(identities),
    redis.scard(keys.lists),
    Promise.all(identities.map(async (id) => [id, await redis.zcard(keys.dispatched(id))] as const)),
  ]);
  return { queues, lists, dispatched: Object.fromEntries(dispatched) };
}
