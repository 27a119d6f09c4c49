import type { Keys } from '@mailsift/hints';
import type { AddressResult } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import type { OpenAddress } from './openDomains.ts';

/** Which wait a domain that greylists let us pass after. A hint: without it the schedule is gone through once more. */
export interface GreylistMemory {
  /** Milliseconds; null where none of the domain's addresses passed yet, or Redis is away. */
  passedAfter(identity: string, domain: string): Promise<number | null>;
  /** Remembers what became of addresses that were greylisted before. Never rejects. */
  learn(
    where: { readonly identity: string; readonly domain: string },
    open: readonly OpenAddress[],
    became: { readonly results: readonly AddressResult[]; readonly greylistDelaysMs: readonly number[] },
  ): Promise<void>;
}

/** As long as postgrey's auto-whitelist is worth something to who comes now and then. */
const TTL_S = 7 * 24 * 60 * 60;

export function createGreylistMemory(redis: Redis, keys: Keys): GreylistMemory {
  return {
    async passedAfter(identity, domain) {
      const text = await redis.get(keys.greylist(identity, domain)).catch(() => null);
      return text === null ? null : Number(text);
    },
    async learn({ identity, domain }, open, { results, greylistDelaysMs }) {
      const waits = results.flatMap((result, index) => waitOf(open[index]?.previous ?? null, result, greylistDelaysMs));
      if (waits.length === 0) return;
      const wait = String(Math.min(...waits));
      await redis.set(keys.greylist(identity, domain), wait, 'EX', TTL_S).catch(() => {});
    },
  };
}

/** By the schedule, not by the clock: a list that was paused meanwhile says nothing about the server. */
function waitOf(
  previous: AddressResult | null,
  now: AddressResult,
  greylistDelaysMs: readonly number[],
): readonly number[] {
  if (previous?.retry?.reason !== 'greylisted' || now.retry !== null || now.event === 'is_greylisting') return [];
  if (now.smtp === null || now.attempts === previous.attempts) return [];
  return [greylistDelaysMs.slice(0, previous.tries.greylist).reduce((sum, delay) => sum + delay, 0)];
}
