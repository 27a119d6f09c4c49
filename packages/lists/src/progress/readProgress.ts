import type { Keys } from '@mailsift/hints';
import { FLAGS, type Flag } from '@mailsift/signals';
import { EVENTS, type Event, RETRY_REASONS, type RetryReason, STATUSES, type Status } from '@mailsift/verdict';
import type { Redis } from 'ioredis';
import { type LaneProgress, readLanes } from './laneProgress.ts';

/** The counters of a running list, as Redis has them: hints, made anew from the store when they are lost. */
export interface Progress {
  /** Null until the split is known. */
  readonly partitions: number | null;
  readonly resolved: number;
  /** Addresses in the cuts published so far. */
  readonly addresses: number;
  readonly done: number;
  /** An upper bound of the list's unique addresses, exact once all is resolved. It never grows. */
  readonly expected: number;
  readonly rows: number;
  readonly statuses: Readonly<Record<Status, number>>;
  readonly events: Readonly<Record<Event, number>>;
  readonly flags: Readonly<Record<Flag, number>>;
  readonly lanes: Readonly<Record<string, LaneProgress>>;
  readonly waiting: Readonly<Record<RetryReason, number>>;
  /** Epoch ms; null when nothing waits. */
  readonly nextRetryAt: number | null;
  /** Verdicts a second, over the last minute. */
  readonly rate: number;
  /** Passes that were given back because nobody could be asked. */
  readonly handedBack: number;
  /** When all this was so by the clock of Redis, epoch ms. */
  readonly now: number;
}

/** Null for a list that Redis does not know (yet, any more). Rejects when Redis is away. */
export async function readProgress(redis: Redis, keys: Keys, listId: string): Promise<Progress | null> {
  const [fields, first, time] = await Promise.all([
    redis.hgetall(keys.list(listId)),
    redis.zrange(keys.waiting(listId), 0, '0'),
    redis.time(),
  ]);
  const nextRetryAt = first[0] === undefined ? null : await redis.zscore(keys.waiting(listId), first[0]);
  if (Object.keys(fields).length === 0) return null;
  const now = Number(time[0]) * 1_000 + Math.floor(Number(time[1]) / 1_000);
  const number = (field: string) => Number(fields[field] ?? 0);
  const counts = <Name extends string>(names: readonly Name[], prefix: string) =>
    recordOf(names, (name) => Math.max(0, number(`${prefix}:${name}`)));
  return {
    partitions: fields['partitions'] === undefined ? null : number('partitions'),
    resolved: number('resolved'),
    addresses: number('addresses'),
    done: number('done'),
    expected: number('unique') + number('records') - number('resolvedRecords'),
    rows: number('rows'),
    statuses: counts(STATUSES, 's'),
    events: counts(EVENTS, 'e'),
    flags: counts(FLAGS, 'f'),
    lanes: readLanes(fields),
    waiting: counts(RETRY_REASONS, 'w'),
    nextRetryAt: nextRetryAt === null ? null : Number(nextRetryAt),
    rate: rateOf(fields, now),
    handedBack: number('handedBack'),
    now,
  };
}

const BUCKET_MS = 10_000;
const BUCKETS = 6;

/** Each of the six fields is `<which ten seconds>:<count>`; those of earlier minutes do not count. */
function rateOf(fields: Readonly<Record<string, string>>, now: number): number {
  const current = Math.floor(now / BUCKET_MS);
  let total = 0;
  let oldest = current;
  for (let index = 0; index < BUCKETS; index++) {
    const [at, count] = (fields[`r:${index}`] ?? '').split(':').map(Number);
    if (at === undefined || count === undefined || current - at >= BUCKETS) continue;
    total += count;
    oldest = Math.min(oldest, at);
  }
  return (total * 1_000) / Math.max(BUCKET_MS / 10, now - oldest * BUCKET_MS);
}

/** A record with a value for each name; `Object.fromEntries` forgets which names it was given. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueFor: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  const record: Partial<Record<Name, Value>> = {};
  for (const name of names) record[name] = valueFor(name);
  if (isWhole(record, names)) return record;
  throw new Error('A name has no value');
}

function isWhole<Name extends string, Value>(
  record: Partial<Record<Name, Value>>,
  names: readonly Name[],
): record is Record<Name, Value> {
  return names.every((name) => name in record);
}
