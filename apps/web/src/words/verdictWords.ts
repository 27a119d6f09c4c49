import type { Status } from '../api/schemas.ts';

export const STATUS_WORDS = {
  passed: 'Passed',
  failed: 'Failed',
  unknown: 'Unknown',
  pending: 'Pending',
} as const satisfies Record<Status, string>;

/** What each status means for who wants to send. */
export const STATUS_MEANINGS = {
  passed: 'the mailbox exists',
  failed: 'mail would bounce',
  unknown: 'could not be told, and that is no “no”',
  pending: 'not checked',
} as const satisfies Record<Status, string>;

export const EVENTS = {
  mailbox_exists: { status: 'passed', words: 'Mailbox exists' },
  mailbox_does_not_exist: { status: 'failed', words: 'Mailbox does not exist' },
  mailbox_disabled: { status: 'failed', words: 'Mailbox disabled' },
  mailbox_full: { status: 'failed', words: 'Mailbox full' },
  invalid_syntax: { status: 'failed', words: 'Not an email address' },
  domain_does_not_exist: { status: 'failed', words: 'Domain does not exist' },
  mxserver_does_not_exist: { status: 'failed', words: 'No mail server' },
  blacklisted_domain: { status: 'failed', words: 'Domain on your blocklist' },
  blacklisted_address: { status: 'failed', words: 'Address on your blocklist' },
  is_catchall: { status: 'unknown', words: 'Catch-all: accepts everything' },
  is_greylisting: { status: 'unknown', words: 'Greylisted every time' },
  inconclusive: { status: 'unknown', words: 'Inconclusive' },
} as const satisfies Record<string, { readonly status: Status; readonly words: string }>;

export type EventName = keyof typeof EVENTS;

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}

/** An event in words; one this page does not know, as the API spells it. */
export function eventWords(event: string | null): string {
  if (event === null) return 'Not checked yet';
  return isEventName(event) ? EVENTS[event].words : event.replaceAll('_', ' ');
}

/** The events of a status with their counts, the largest first. */
export function eventsOf(
  status: Status,
  events: Readonly<Record<string, number>>,
): readonly (readonly [string, number])[] {
  return Object.entries(events)
    .filter(([name, count]) => count > 0 && statusOfEvent(name) === status)
    .sort(([, a], [, b]) => b - a);
}

function statusOfEvent(name: string): Status {
  return isEventName(name) ? EVENTS[name].status : 'unknown';
}

export const FLAGS = {
  disposable: { words: 'Disposable', meaning: 'throw-away mailboxes, gone in minutes' },
  role: { words: 'Role', meaning: 'a function such as info@ or sales@, not a person' },
  free: { words: 'Free', meaning: 'a free mail service' },
  gibberish: { words: 'Gibberish', meaning: 'the name looks typed at random' },
  typo: { words: 'Typo', meaning: 'the domain looks mistyped; a correction is suggested' },
} as const;

export type FlagName = keyof typeof FLAGS;

export function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}
