import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';

/** A check that waits asks again every second or so. */
const TTL_MS = 3_000;

/** Says that a real-time check finds a lane full: a list's pass makes room there, and its slot stays free for a moment. */
export async function callUrgent(
  { redis, keys }: { readonly redis: Redis; readonly keys: Keys },
  { identity, lane }: { readonly identity: string; readonly lane: string },
): Promise<void> {
  await redis.set(keys.urgent(identity, lane), '1', 'PX', TTL_MS);
}
