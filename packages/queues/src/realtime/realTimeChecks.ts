import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Keys } from '@mailsift/hints';
import type { AddressResult } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { createAnswers } from './answers.ts';
import { createCheckGroups } from './checkGroups.ts';
import { type CheckRecord, createCheckRecords } from './checkRecords.ts';
import type { ConversationLine } from './conversation.ts';

export interface CheckRequest {
  /** Who may ask for the answer later: a digest of the API key, as in a manifest. */
  readonly owner: string;
  /** Whatever the client sent; its syntax is judged like everything else of it. */
  readonly email: string;
  /** How long to wait for the answer, ms. */
  readonly timeoutMs: number;
  /** Whether the conversation with the mail server is to be told; false by default. */
  readonly explain?: boolean;
  /** Ends the waiting early; the check goes on. */
  readonly signal?: AbortSignal;
}

/** As of a single check; all addresses are waited for together. */
export interface GroupRequest extends Omit<CheckRequest, 'email' | 'explain'> {
  readonly emails: readonly string[];
}

/** What is known of each address of a group, in the order they were asked for; null: not yet. */
export interface CheckGroup {
  readonly kind: 'group';
  readonly id: string;
  readonly checks: readonly { readonly email: string; readonly result: AddressResult | null }[];
}

/**
 * `done`: with the conversation where it was to be told, else null. `pending`: not known yet, `soFar` is what is (a greylisted
 * address, say). `busy`: too many wait; nothing was begun.
 */
export type Check =
  | {
      readonly kind: 'done';
      readonly id: string;
      readonly result: AddressResult;
      readonly conversation: readonly ConversationLine[] | null;
    }
  | { readonly kind: 'pending'; readonly id: string; readonly soFar: AddressResult | null }
  | { readonly kind: 'busy' };

/** Single addresses checked by the same workers as lists, before them. */
export interface RealTimeChecks {
  /** Has one address checked and waits for its answer. Rejects when Redis is away: then nobody could be asked. */
  check(request: CheckRequest): Promise<Check>;
  /** What became of a check that was `pending`; null: somebody else's, never there, or more than an hour ago. */
  find(owner: string, checkId: string): Promise<Exclude<Check, { kind: 'busy' }> | null>;
  /** Has many addresses checked, after the single ones, and waits until all are known or the time is over. */
  checkAll(request: GroupRequest): Promise<CheckGroup | { readonly kind: 'busy' }>;
  /** What became of a group; null as of `find`. */
  findAll(owner: string, groupId: string): Promise<CheckGroup | null>;
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

type Begun = Pick<CheckRequest, 'owner' | 'email' | 'explain'>;

export function createRealTimeChecks(options: RealTimeOptions): RealTimeChecks {
  const { redis, keys, catalogue, mostWaiting = MOST_WAITING } = options;
  const records = createCheckRecords(redis, keys);
  const answers = createAnswers(records);
  const groups = createCheckGroups(redis, keys);
  const closing = new AbortController();
  const begin = async ({ owner, email, explain = false }: Begun, ofGroup: boolean): Promise<string> => {
    const id = randomUUID();
    const conversation = explain ? [] : null;
    await records.create(id, { owner, email, askedAt: Date.now(), runs: 0, result: null, conversation });
    await catalogue.addCheck(id, ofGroup);
    return id;
  };
  const signalOf = ({ timeoutMs, signal }: Pick<CheckRequest, 'timeoutMs' | 'signal'>) => {
    const given = signal === undefined ? [] : [signal];
    return AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs), ...given]);
  };
  const findAll: RealTimeChecks['findAll'] = async (owner, id) => {
    const group = await groups.read(id);
    if (group === null || group.owner !== owner) return null;
    const found = await records.readAll(group.checkIds);
    // Records and group were made together, and end together.
    if (found.includes(null)) return null;
    return { kind: 'group', id, checks: found.filter((record) => record !== null).map(known) };
  };
  const find: RealTimeChecks['find'] = async (owner, id) => {
    const record = await records.read(id);
    if (record === null || record.owner !== owner) return null;
    const { result, conversation } = record;
    return result === null || result.retry !== null
      ? { kind: 'pending', id, soFar: result }
      : { kind: 'done', id, result, conversation };
  };
  return {
    async check(request) {
      if ((await catalogue.countChecks()) >= mostWaiting) return { kind: 'busy' };
      const id = await begin(request, false);
      await answers.wait(id, signalOf(request));
      return (await find(request.owner, id)) ?? { kind: 'pending', id, soFar: null };
    },
    async checkAll(request) {
      const { owner, emails } = request;
      if ((await catalogue.countChecks()) >= mostWaiting) return { kind: 'busy' };
      const checkIds = await Promise.all(emails.map((email) => begin({ owner, email }, true)));
      const id = randomUUID();
      await groups.create(id, { owner, checkIds });
      const signal = signalOf(request);
      setMaxListeners(0, signal);
      await Promise.all(checkIds.map((checkId) => answers.wait(checkId, signal)));
      const nothing = emails.map((email) => ({ email, result: null }));
      return (await findAll(owner, id)) ?? { kind: 'group', id, checks: nothing };
    },
    findAll,
    find,
    close: () => closing.abort(),
  };
}

function known({ email, result }: CheckRecord): CheckGroup['checks'][number] {
  return { email, result: result?.retry === null ? result : null };
}
