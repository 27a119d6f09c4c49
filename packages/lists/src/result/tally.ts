import { FLAGS, type Flag } from '@mailsift/signals';
import { EVENTS, type Event, STATUSES, type Status } from '@mailsift/verdict';
import { z } from 'zod';
import type { AddressResult } from './addressResult.ts';

const count = z.int().min(0);

export const tallySchema = z.object({
  /** Addresses with a final verdict. */
  done: count,
  /** The rows that share them; the counts below are rows too, as downloaded. */
  rows: count,
  statuses: z.partialRecord(z.enum(STATUSES), count),
  events: z.partialRecord(z.enum(EVENTS), count),
  flags: z.partialRecord(z.enum(FLAGS), count),
});
/** What results add to a list's counters. */
export type Tally = z.infer<typeof tallySchema>;

export function tallyOf(results: Iterable<AddressResult>): Tally {
  const statuses: Partial<Record<Status, number>> = {};
  const events: Partial<Record<Event, number>> = {};
  const flags: Partial<Record<Flag, number>> = {};
  let done = 0;
  let rows = 0;
  for (const result of results) {
    if (result.retry !== null) continue;
    done++;
    rows += result.rows;
    statuses[result.status] = (statuses[result.status] ?? 0) + result.rows;
    events[result.event] = (events[result.event] ?? 0) + result.rows;
    for (const flag of result.flags) flags[flag] = (flags[flag] ?? 0) + result.rows;
  }
  return { done, rows, statuses, events, flags };
}

/** A tally as the flat fields of a Redis hash. */
export function tallyFields(tally: Tally): readonly (readonly [field: string, by: number])[] {
  return [
    ['done', tally.done],
    ['rows', tally.rows],
    ...STATUSES.map((status) => [`s:${status}`, tally.statuses[status] ?? 0] as const),
    ...EVENTS.map((event) => [`e:${event}`, tally.events[event] ?? 0] as const),
    ...FLAGS.map((flag) => [`f:${flag}`, tally.flags[flag] ?? 0] as const),
  ].filter((field): field is [string, number] => field[1] !== 0);
}
