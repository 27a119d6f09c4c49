import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiProblem } from '../http/apiProblem.ts';

/** Counts a request of a key. @throws ApiProblem `rate_limited` with when to come again. */
export type RateLimit = (owner: string) => Promise<void>;

/** What a key has not used is kept for so long: clients come in bursts. */
const WINDOW_SECONDS = 10;

/** @param perSecond Requests of one key that this process takes. */
export function createRateLimit(perSecond: number): RateLimit {
  const points = Math.max(1, Math.round(perSecond * WINDOW_SECONDS));
  const limiter = new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  return async (owner) => {
    try {
      await limiter.consume(owner);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new ApiProblem('rate_limited', { headers: { 'Retry-After': String(seconds) } });
    }
  };
}
