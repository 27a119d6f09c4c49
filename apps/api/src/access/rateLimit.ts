import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  RLWrapperTimeouts,
} from 'rate-limiter-flexible';
import { ApiProblem } from '../http/apiProblem.ts';

/** Counts for a key. @throws ApiProblem `rate_limited` with when to come again. */
export type RateLimit = (owner: string, count?: number) => Promise<void>;

export interface RateLimits {
  readonly requests: RateLimit;
  /** Addresses of calls that ask about many: such a call is one request, and as many addresses. */
  readonly addresses: RateLimit;
}

/** Where all API processes count together. */
export interface SharedCounts {
  readonly redis: Redis;
  /** Of the keys in Redis, for what is counted. */
  readonly keyOf: (what: keyof RateLimits) => string;
}

export interface RateLimitOptions {
  readonly perSecond: number;
  /** The most addresses one call may ask about: as many may always be asked about at once by who asked about none lately. */
  readonly mostAddresses: number;
  /** Without it, and while Redis is away, each process counts by itself: nobody is kept out for want of Redis. */
  readonly shared?: SharedCounts | undefined;
}

/** What a key has not used is kept for so long: clients come in bursts. */
const BURST_SECONDS = 10;
/** A Redis that does not answer holds no request up for longer. */
const PATIENCE_MS = 500;

export function createRateLimits({ perSecond, mostAddresses, shared }: RateLimitOptions): RateLimits {
  const burst = Math.max(1, Math.round(perSecond * BURST_SECONDS));
  const addresses = burst + mostAddresses;
  return {
    requests: limitTo(createLimiter('requests', { points: burst, duration: BURST_SECONDS }, shared)),
    addresses: limitTo(
      createLimiter('addresses', { points: addresses, duration: Math.ceil(addresses / perSecond) }, shared),
    ),
  };
}

interface Allowance {
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}

function createLimiter(what: keyof RateLimits, allowance: Allowance, shared: SharedCounts | undefined) {
  const alone = new RateLimiterMemory(allowance);
  if (shared === undefined) return alone;
  const together = new RateLimiterRedis({
    ...allowance,
    storeClient: shared.redis,
    keyPrefix: shared.keyOf(what),
    rejectIfRedisNotReady: true,
  });
  return new RLWrapperTimeouts({ limiter: together, timeoutMs: PATIENCE_MS, insuranceLimiter: alone });
}

function limitTo(limiter: Pick<RateLimiterAbstract, 'consume'>): RateLimit {
  return async (owner, count = 1) => {
    try {
      await limiter.consume(owner, count);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new ApiProblem('rate_limited', { headers: { 'Retry-After': String(seconds) } });
    }
  };
}
