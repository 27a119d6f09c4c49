import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

/** What a script answers without the generation of this Redis: it lost its memory and recovery has not run yet. */
export const COLD = 'cold';

/** `window_of` for scripts of lanes and of queues: see there. */
export const windowScript = new URL('./window.lua', import.meta.url);

export interface Script {
  /** Runs the script; resolves to whatever it returns, to be validated by the caller. Rejects when Redis is away. */
  run(redis: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
}

/**
 * Loads `.lua` files once, the functions that scripts share first; the script is sent whole only where the server does
 * not know it yet.
 */
export function loadScript(...urls: readonly URL[]): Script {
  const source = urls.map((url) => readFileSync(url, 'utf8')).join('\n');
  const sha = createHash('sha1').update(source).digest('hex');
  return {
    async run(redis, keys, args) {
      try {
        return await redis.evalsha(sha, keys.length, ...keys, ...args);
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return redis.eval(source, keys.length, ...keys, ...args);
      }
    },
  };
}
