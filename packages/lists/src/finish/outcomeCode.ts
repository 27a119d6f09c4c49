import type { Flag } from '@mailsift/signals';
import type { Event, Status } from '@mailsift/verdict';

export const ROW_STATUSES = ['passed', 'failed', 'unknown', 'pending'] as const satisfies readonly (
  | Status
  | 'pending'
)[];
export type RowStatus = (typeof ROW_STATUSES)[number];

/** Numbers of the index file, whose readers outlive this version: they never change and are never used again. */
const STATUS_CODES = { passed: 0, failed: 1, unknown: 2, pending: 3 } as const satisfies Record<RowStatus, number>;

const EVENT_CODES = {
  mailbox_exists: 1,
  mailbox_does_not_exist: 2,
  mailbox_disabled: 3,
  mailbox_full: 4,
  invalid_syntax: 5,
  domain_does_not_exist: 6,
  mxserver_does_not_exist: 7,
  blacklisted_domain: 8,
  blacklisted_address: 9,
  is_catchall: 10,
  is_greylisting: 11,
  inconclusive: 12,
} as const satisfies Record<Event, number>;

const FLAG_BITS = { disposable: 1, role: 2, free: 4, gibberish: 8, typo: 16 } as const satisfies Record<Flag, number>;

/** One byte: the status in the two high bits, the event (0: none yet) in the others. */
export function outcomeCode(status: RowStatus, event: Event | null): number {
  return (STATUS_CODES[status] << 6) | (event === null ? 0 : EVENT_CODES[event]);
}

export function statusOfCode(code: number): RowStatus {
  return ROW_STATUSES[code >> 6] ?? 'pending';
}

/** Null for none, and for one that a later version wrote. */
export function eventOfCode(code: number): Event | null {
  return EVENTS_BY_CODE.get(code & 0x3f) ?? null;
}

export function flagMask(flags: readonly Flag[]): number {
  return flags.reduce((mask, flag) => mask | FLAG_BITS[flag], 0);
}

const EVENTS_BY_CODE: ReadonlyMap<number, Event> = new Map(
  entriesOf(EVENT_CODES).map(([event, code]) => [code, event]),
);

function entriesOf<Name extends string>(codes: Readonly<Record<Name, number>>): [Name, number][] {
  const found: [Name, number][] = [];
  for (const name in codes) found.push([name, codes[name]]);
  return found;
}
