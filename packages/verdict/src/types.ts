export const STATUSES = ['passed', 'failed', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];

export const EVENTS = [
  'mailbox_exists',
  'mailbox_does_not_exist',
  'mailbox_disabled',
  'mailbox_full',
  'invalid_syntax',
  'domain_does_not_exist',
  'mxserver_does_not_exist',
  'blacklisted_domain',
  'blacklisted_address',
  'is_catchall',
  'is_greylisting',
  'inconclusive',
] as const;
export type Event = (typeof EVENTS)[number];

/** One stable word that says why where the event is too coarse. Part of the public contract: names are permanent. */
export const CAUSES = [
  'accepts_all',
  'blocked',
  'rate_limited',
  'policy',
  'sender_rejected',
  'relay_denied',
  'auth_required',
  'tls_required',
  'tls_failed',
  'content_rejected',
  'message_too_big',
  'greylisted',
  'temporary_failure',
  'server_error',
  'unrecognised_reply',
  'protocol_error',
  'timeout',
  'connect_refused',
  'connect_failed',
  'connection_lost',
  'smtputf8_not_offered',
  'unverifiable_provider',
  'catch_all_inconclusive',
  'domain_not_hosted',
  'dns_error',
  'null_mx',
  'no_mx',
  'no_mx_has_address',
  'mx_without_address',
  'mx_not_routable',
  'nxdomain',
  'internal_error',
  'list_expired',
  'empty',
  'syntax',
  'suppressed',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Why an address is asked again; the verdict beside it stands only when no retry is left. */
export const RETRY_REASONS = ['greylisted', 'throttled', 'server_down', 'temporary', 'dns', 'not_started'] as const;
export type RetryReason = (typeof RETRY_REASONS)[number];

export interface Verdict {
  readonly status: Status;
  readonly event: Event;
  readonly cause: Cause | null;
  /** Id of the rule that decided. */
  readonly rule: string;
}

export interface Decision extends Verdict {
  readonly retry: RetryReason | null;
}

/** What one session teaches its lane: never about mailboxes, only about how the operator treats us. */
export type LaneSignal = 'ok' | 'throttled' | 'blocked' | 'failed';
