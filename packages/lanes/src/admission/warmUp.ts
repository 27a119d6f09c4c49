import { type Keys, loadScript } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Pace } from './pace.ts';

const warmUpScript = loadScript(new URL('./warmUp.lua', import.meta.url));
const COLD_WAIT_MS = 1_000;

export interface WarmUpOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** The most RCPTs of an identity on its first day, its second, and so on; after the last there is no limit. */
  readonly ceilings: readonly number[];
  readonly now?: () => number;
  /** Told why Redis gave no answer, which is otherwise just "come back later". */
  readonly onError?: (error: unknown) => void;
}

/**
 * A pace under which a new identity may send so much a day and no more: receivers judge a new address by how it begins.
 * Its first day is that of its first RCPT; where Redis forgets, it begins anew.
 */
export function withWarmUp(
  pace: Pace,
  { redis, keys, ceilings, now = Date.now, onError = () => {} }: WarmUpOptions,
): Pace {
  if (ceilings.length === 0) return pace;
  return {
    async takePace(request) {
      const scriptKeys = [keys.warmUp(request.identity.id)];
      try {
        const waitMs = z.int().parse(await warmUpScript.run(redis, scriptKeys, [request.rcpts, ...ceilings]));
        if (waitMs > 0) return { taken: false, limit: 'warm_up', retryAt: now() + waitMs };
      } catch (error) {
        onError(error);
        return { taken: false, limit: 'cold', retryAt: now() + COLD_WAIT_MS };
      }
      return pace.takePace(request);
    },
  };
}
