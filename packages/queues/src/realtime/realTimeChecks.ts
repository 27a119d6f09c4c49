import { randomUUID } from 'node:crypto';
import type { Keys } from '@mailsift/hints';
import type { AddressResult } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { createAnswers } from './answers.ts';
import { createCheckRecords } from './checkRecords.ts';

export interface CheckRequest {
  /** Who may ask for the answer later: a digest of the API key, as in a manifest. */
  readonly owner: string;
  /** Whatever the client sent; its syntax is judged like everything else of it. */
  readonly email: string;
  /** How long to wait for the answer, ms. */
  readonly timeoutMs: number;
  /** Ends the waiting early; the check goes on. */
  readonly signal?: AbortSignal;
}

/** `pending`: not known yet, `soFar` is what is (a greylisted address, say). `busy`: too many wait; nothing was begun. */
export type Check =
  | { readonly kind: 'done'; readonly id: string; readonly result: AddressResult }
  | { readonly kind: 'pending'; readonly id: string; readonly soFar: AddressResult | null }
  | { readonly kind: 'busy' };

/** Single addresses checked by the same workers as lists, before them. */
export interface RealTimeChecks {
  /** Has one address checked and waits for its answer. Rejects when Redis is away: then nobody could be asked. */
  check(request: CheckRequest): Promise<Check>;
  /** What became of a check that was `pending`; null: somebody else's, never there, or more than an hour ago. */
  find(owner: string, checkId: string): Promise<Exclude<Check, { kind: 'busy' }> | null>;
  /** Lets go of everybody who waits. */
  close(): void;
}

export interface RealTimeOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly catalogue: Catalogue;
  /** Checks that may wait for a worker before new ones are turned away. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 1_000;

export function createRealTimeChecks(options: RealTimeOptions): RealTimeChecks {
  const { redis, keys, catalogue, mostWaiting = MOST_WAITING } = options;
  const records = createCheckRecords(redis, keys);
  const answers = createAnswers(records);
  const closing = new AbortController();
  const find: RealTimeChecks['find'] = async (owner, id) => {
    const record = await records.read(id);
    if (record === null || record.owner !== owner) return null;
    const { result } = record;
    return result === null || result.retry !== null
      ? { kind: 'pending', id, soFar: result }
      : { kind: 'done', id, result };
  };
  return {
    async check({ owner, email, timeoutMs, signal }) {
      if ((await catalogue.countChecks()) >= mostWaiting) return { kind: 'busy' };
      const id = randomUUID();
      await records.create(id, { owner, email, askedAt: Date.now(), runs: 0, result: null });
      await catalogue.addCheck(id);
      const signals = [closing.signal, AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
      await answers.wait(id, AbortSignal.any(signals));
      return (await find(owner, id)) ?? { kind: 'pending', id, soFar: null };
    },
    find,
    close: () => closing.abort(),
  };
}
