import type { Cause, Event, LaneSignal, RetryReason, Status } from './types.ts';

/** Of whom a reply speaks. Only `mailbox` and `domain` can make an address passed or failed. */
export type About = 'mailbox' | 'domain' | 'us' | 'server' | 'unclear';

export interface Ruling {
  readonly status: Status;
  readonly event: Event;
  readonly cause: Cause | null;
  readonly retry: RetryReason | null;
}

export interface MeaningFacts {
  readonly about: About;
  /** What a 2xx, 3xx or 5xx of this meaning makes of an address, and what a 4xx does. */
  readonly permanent: Ruling;
  readonly temporary: Ruling;
  /** What the reply teaches the lane. */
  readonly signal: LaneSignal;
}

const EXISTS: Ruling = { status: 'passed', event: 'mailbox_exists', cause: null, retry: null };

function failed(event: Event, cause: Cause | null = null, retry: RetryReason | null = null): Ruling {
  return { status: 'failed', event, cause, retry };
}

function unknown(cause: Cause, retry: RetryReason | null = null, event: Event = 'inconclusive'): Ruling {
  return { status: 'unknown', event, cause, retry };
}

/** A server that says "not now" of a mailbox is asked again and, if it keeps saying so, has not said no. */
const NOT_NOW = unknown('temporary_failure', 'temporary');
const GREYLISTED = unknown('greylisted', 'greylisted', 'is_greylisting');
const RATE_LIMITED = unknown('rate_limited', 'throttled');

/** A refusal of us: unknown for good after a 5xx, asked again after a 4xx. */
function aboutUs(cause: Cause, signal: LaneSignal, retry: RetryReason = 'temporary'): MeaningFacts {
  return { about: 'us', permanent: unknown(cause), temporary: unknown(cause, retry), signal };
}

/** What a reply can mean, and what follows from it. The only place where a meaning becomes a status. */
export const MEANINGS = {
  accepted: { about: 'mailbox', permanent: EXISTS, temporary: NOT_NOW, signal: 'ok' },
  /** Believed only after the same server refused the random address. */
  accepted_unverified: { about: 'mailbox', permanent: EXISTS, temporary: NOT_NOW, signal: 'ok' },
  not_found: { about: 'mailbox', permanent: failed('mailbox_does_not_exist'), temporary: NOT_NOW, signal: 'ok' },
  /** A 4xx that quotes a 5xx of the host behind, or the table it looked in: believed once it was said to every retry. */
  not_found_softly: {
    about: 'mailbox',
    permanent: failed('mailbox_does_not_exist'),
    temporary: failed('mailbox_does_not_exist', null, 'temporary'),
    signal: 'ok',
  },
  /** Shut or full, the mailbox takes no mail; a 4xx may be over soon, so it is final only after its retries. */
  disabled: {
    about: 'mailbox',
    permanent: failed('mailbox_disabled'),
    temporary: failed('mailbox_disabled', null, 'temporary'),
    signal: 'ok',
  },
  full: {
    about: 'mailbox',
    permanent: failed('mailbox_full'),
    temporary: failed('mailbox_full', null, 'temporary'),
    signal: 'ok',
  },
  domain_not_hosted: {
    about: 'domain',
    permanent: failed('mxserver_does_not_exist', 'domain_not_hosted'),
    temporary: NOT_NOW,
    signal: 'ok',
  },
  /** A 4xx that plainly says it of the domain: believed once it was said to every retry. */
  domain_not_hosted_softly: {
    about: 'domain',
    permanent: failed('mxserver_does_not_exist', 'domain_not_hosted'),
    temporary: failed('mxserver_does_not_exist', 'domain_not_hosted', 'temporary'),
    signal: 'ok',
  },
  /** Some servers disguise greylisting as 5xx, so the code does not matter. */
  greylisted: { about: 'us', permanent: GREYLISTED, temporary: GREYLISTED, signal: 'ok' },
  rate_limited: { about: 'us', permanent: RATE_LIMITED, temporary: RATE_LIMITED, signal: 'throttled' },
  blocked: aboutUs('blocked', 'blocked', 'throttled'),
  policy: aboutUs('policy', 'ok'),
  sender_rejected: aboutUs('sender_rejected', 'ok'),
  relay_denied: aboutUs('relay_denied', 'ok'),
  auth_required: aboutUs('auth_required', 'ok'),
  tls_required: aboutUs('tls_required', 'ok'),
  tls_failed: aboutUs('tls_failed', 'failed'),
  content_rejected: aboutUs('content_rejected', 'ok'),
  message_too_big: aboutUs('message_too_big', 'ok'),
  protocol_error: aboutUs('protocol_error', 'failed'),
  server_error: { about: 'server', permanent: unknown('server_error'), temporary: NOT_NOW, signal: 'failed' },
  /** Says "later" whatever its code. */
  temporary_failure: { about: 'server', permanent: NOT_NOW, temporary: NOT_NOW, signal: 'ok' },
  unrecognised: { about: 'unclear', permanent: unknown('unrecognised_reply'), temporary: NOT_NOW, signal: 'ok' },
} as const satisfies Record<string, MeaningFacts>;

export type Meaning = keyof typeof MEANINGS;

export function factsOf(meaning: Meaning): MeaningFacts {
  return MEANINGS[meaning];
}
