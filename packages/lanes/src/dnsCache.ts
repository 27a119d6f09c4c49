import { isIP } from 'node:net';
import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DomainFacts } from './facts.ts';
import { answerWithin } from './redisAnswer.ts';

/** Facts and the time (epoch ms) until which they may be believed. */
export interface CachedFacts {
  readonly facts: DomainFacts;
  readonly keptUntil: number;
}

/** Domain facts shared by all processes. A cache that is away is a cache without entries: neither call rejects. */
export interface DnsCache {
  get(domain: string): Promise<CachedFacts | null>;
  set(domain: string, cached: CachedFacts): Promise<void>;
}

const hostName = z.string().max(253);
const mailHost = z.strictObject({
  host: hostName,
  preference: z.int().min(0).max(65_535),
  ips: z
    .array(z.string().refine((ip) => isIP(ip) !== 0))
    .min(1)
    .max(50),
});
const domainFacts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mx'), hosts: z.array(mailHost).min(1).max(50), implicit: z.boolean() }),
  z.strictObject({ kind: z.literal('null_mx') }),
  z.strictObject({ kind: z.literal('no_mx'), hasAddress: z.boolean() }),
  z.strictObject({ kind: z.literal('nxdomain') }),
  z.strictObject({ kind: z.literal('dangling_mx'), hosts: z.array(hostName) }),
  z.strictObject({ kind: z.literal('not_routable'), hosts: z.array(hostName) }),
  z.strictObject({ kind: z.literal('dns_error'), code: z.string().max(64) }),
]) satisfies z.ZodType<DomainFacts>;
const cachedFacts = z.strictObject({ facts: domainFacts, keptUntil: z.number() });

/** Longer than any time facts are kept for: a clock that is wrong must not make an entry eternal. */
const LONGEST_MS = 2 * 3_600_000;

export function createDnsCache(redis: Redis, keys: Keys, now: () => number = Date.now): DnsCache {
  return {
    async get(domain) {
      const text = await answerWithin(redis, () => redis.get(keys.dns(domain))).catch(() => null);
      if (text === null) return null;
      return parseCached(text);
    },
    async set(domain, cached) {
      const ttlMs = Math.min(Math.floor(cached.keptUntil - now()), LONGEST_MS);
      if (ttlMs < 1) return;
      const text = JSON.stringify(cached);
      await answerWithin(redis, () => redis.set(keys.dns(domain), text, 'PX', ttlMs)).catch(() => {});
    },
  };
}

function parseCached(text: string): CachedFacts | null {
  try {
    return cachedFacts.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
