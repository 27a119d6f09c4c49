import { createHash } from 'node:crypto';
import type { Keys } from '@mailsift/hints';
import { type AddressResult, addressResultSchema } from '@mailsift/lists';
import { maskAddresses } from '@mailsift/runtime';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { OpenAddress } from './openDomains.ts';

/** Results of addresses that were asked about lately, to be used again by their owner. A hint: without it one asks. */
export interface KnownResults {
  /** One for each address, null where it has to be asked about. Never rejects. */
  find(tenant: string | null, open: readonly OpenAddress[]): Promise<readonly (AddressResult | null)[]>;
  /** Keeps those that are decided. Never rejects. */
  keep(tenant: string | null, results: readonly AddressResult[]): Promise<void>;
}

export interface KnownResultsOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** RESULT_CACHE_TTL, ms; 0 keeps nothing. */
  readonly ttlMs: number;
  /** Of the installation: without it nobody can tell which addresses are known. */
  readonly secret: string;
}

const keptSchema = addressResultSchema.pick({
  status: true,
  event: true,
  cause: true,
  rule: true,
  details: true,
  mxHost: true,
  mxIp: true,
  smtp: true,
  verifiedAt: true,
});
const foundSchema = z.array(z.string().nullable());

/** Redis holds two slices at a time, each as long as the time to live: at most some 100 MB, whatever the lists. */
const MOST_IN_A_SLICE = 100_000;
const LONGEST_ENTRY = 1_024;

export function createKnownResults({ redis, keys, ttlMs, secret }: KnownResultsOptions): KnownResults {
  const isOff = ttlMs === 0;
  const sliceOf = (at: number) => Math.floor(at / ttlMs);
  const fieldOf = (tenant: string | null, address: string) =>
    createHash('sha256')
      .update(`${secret}\n${tenant ?? ''}\n${address.toLowerCase()}`)
      .digest('base64url')
      .slice(0, 22);

  const look = async (slice: number, fields: readonly string[]) =>
    foundSchema.parse(await redis.hmget(keys.knownResults(slice), ...fields));

  return {
    async find(tenant, open) {
      if (isOff) return open.map(() => null);
      const now = Date.now();
      const fields = open.map(({ address }) => fieldOf(tenant, address.address));
      const slices = await Promise.all([look(sliceOf(now), fields), look(sliceOf(now) - 1, fields)]).catch(() => []);
      return open.map((one, index) => {
        const text = slices.map((slice) => slice[index]).find((found) => found != null);
        return text == null ? null : resultFrom(text, one, now - ttlMs);
      });
    },
    async keep(tenant, results) {
      const slice = keys.knownResults(sliceOf(Date.now()));
      const entries = isOff
        ? []
        : results.filter(isDecided).map((result) => [fieldOf(tenant, result.address), spell(result)]);
      const fitting = entries.filter(([, text = '']) => text.length <= LONGEST_ENTRY);
      if (fitting.length === 0) return;
      try {
        if ((await redis.hlen(slice)) >= MOST_IN_A_SLICE) return;
        await redis
          .multi()
          .hset(slice, Object.fromEntries(fitting))
          .pexpire(slice, 2 * ttlMs)
          .exec();
      } catch {
        // Asked again next time.
      }
    },
  };
}

/** What a later question would hardly change. "Could not tell" is asked again. */
function isDecided({ status, event, retry, smtp }: AddressResult): boolean {
  return retry === null && smtp !== null && (status !== 'unknown' || event === 'is_catchall');
}

/** Without the address, which its reply often repeats: nothing of a deleted list may be left in Redis. */
function spell(result: AddressResult): string {
  const { smtp, ...kept } = keptSchema.parse(result);
  const reply = smtp?.reply == null ? null : maskAddresses(smtp.reply);
  return JSON.stringify({ ...kept, smtp: smtp === null ? null : { ...smtp, reply } });
}

function resultFrom(text: string, { address, previous }: OpenAddress, oldest: number): AddressResult | null {
  const kept = keptSchema.safeParse(parseJson(text));
  // An address that is being retried goes on where it was.
  if (previous !== null || !kept.success || kept.data.verifiedAt < oldest) return null;
  return { ...address, ...kept.data, attempts: 0, tries: { greylist: 0, retry: 0 }, executionMs: 0, retry: null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
