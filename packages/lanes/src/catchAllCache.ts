import { type Keys, loadScript } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { answerWithin } from './redisAnswer.ts';

export type CatchAllAnswer = 'yes' | 'no';

/** `mine`: ask now. `asked`: somebody else is at it; or nobody can tell, with Redis away. */
export type CatchAllClaim = 'mine' | 'asked' | CatchAllAnswer;

const claimScript = loadScript(new URL('./claim.lua', import.meta.url));
const releaseScript = loadScript(new URL('./release.lua', import.meta.url));

/** Of which domain and asked by whom: what a server tells one identity it need not tell another. */
export interface CatchAllSubject {
  /** Id of the identity. */
  readonly identity: string;
  readonly domain: string;
}

/**
 * Which domains take every address. Only what a server has plainly said is kept; an inconclusive answer is none.
 * With Redis away nothing is known and nothing can be claimed; no call rejects.
 */
export interface CatchAllCache {
  get(subject: CatchAllSubject): Promise<CatchAllAnswer | null>;
  /** Also ends the claim. */
  set(subject: CatchAllSubject, answer: CatchAllAnswer): Promise<void>;
  /** Tells one of all who call that it is to ask now. A claim ends with `set` or `release`, or by itself after `claimMs`. */
  claim(subject: CatchAllSubject): Promise<CatchAllClaim>;
  /** Ends a claim that brought no answer, so that whoever comes next asks. */
  release(subject: CatchAllSubject): Promise<void>;
  /** Takes an answer back that is not believed any more. */
  forget(subject: CatchAllSubject): Promise<void>;
}

export interface CatchAllCacheOptions {
  readonly ttlMs: number;
  /** How long a "yes" is kept, where that is shorter: a server that is busy or starting may take everybody for a while. */
  readonly yesTtlMs?: number;
  /** Longer than a session that asks one question; short, because a crashed asker makes the others wait it out. */
  readonly claimMs?: number;
}

const answerSchema = z.enum(['yes', 'no']);
const claimSchema = z.enum(['mine', 'asked', 'yes', 'no']);

export function createCatchAllCache(redis: Redis, keys: Keys, options: CatchAllCacheOptions): CatchAllCache {
  const { ttlMs, yesTtlMs = ttlMs, claimMs = 60_000 } = options;
  const keptMs: Readonly<Record<CatchAllAnswer, number>> = { yes: Math.min(yesTtlMs, ttlMs), no: ttlMs };
  const keyOf = ({ identity, domain }: CatchAllSubject) => keys.catchAll(identity, domain);
  return {
    async get(subject) {
      const text = await answerWithin(redis, () => redis.get(keyOf(subject))).catch(() => null);
      return answerSchema.nullable().catch(null).parse(text);
    },
    async set(subject, answer) {
      const write = () => redis.set(keyOf(subject), answer, 'PX', keptMs[answer]);
      await answerWithin(redis, write).catch(() => {});
    },
    async claim(subject) {
      const claim = () => claimScript.run(redis, [keyOf(subject)], [claimMs]);
      return claimSchema.catch('asked').parse(await answerWithin(redis, claim).catch(() => 'asked'));
    },
    async release(subject) {
      await answerWithin(redis, () => releaseScript.run(redis, [keyOf(subject)], [])).catch(() => {});
    },
    async forget(subject) {
      await answerWithin(redis, () => redis.del(keyOf(subject))).catch(() => {});
    },
  };
}
