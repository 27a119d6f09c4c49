import { randomUUID } from 'node:crypto';
import type { Keys } from '@mailsift/hints';
import { loadScript } from '@mailsift/hints';
import type { Redis } from 'ioredis';

const releaseScript = loadScript(new URL('./release.lua', import.meta.url));

/**
 * Runs a task unless another process runs it at this time. The lock is there to save work, not for safety: it expires
 * after `ttlMs`, and all that tasks do may be done twice.
 */
export async function withLock(
  {
    redis,
    keys,
    name,
    ttlMs,
  }: { readonly redis: Redis; readonly keys: Keys; readonly name: string; readonly ttlMs: number },
  task: (signal: { readonly extend: () => Promise<void> }) => Promise<void>,
): Promise<void> {
  const holder = randomUUID();
  const key = keys.lock(name);
  if ((await redis.set(key, holder, 'PX', ttlMs, 'NX')) === null) return;
  try {
    await task({ extend: async () => void (await redis.pexpire(key, ttlMs)) });
  } finally {
    await releaseScript.run(redis, [key], [holder]);
  }
}
