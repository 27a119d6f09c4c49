import type { Cause, Event, Verdict } from './types.ts';

const EVENTS = {
  mailbox_exists: 'The mail server accepts mail for this mailbox, and refuses others.',
  mailbox_does_not_exist: 'The mail server says that this mailbox does not exist.',
  mailbox_disabled: 'The mail server says that this mailbox is disabled.',
  mailbox_full: 'The mailbox exists but is full.',
  invalid_syntax: 'This is not a valid email address.',
  domain_does_not_exist: 'The domain does not exist.',
  mxserver_does_not_exist: 'No mail server takes mail for the domain.',
  blacklisted_domain: 'The domain is on the list of domains that are not to be checked.',
  blacklisted_address: 'The address is on the list of addresses that are not to be checked.',
  is_catchall: 'The mail server accepts every address of the domain, so nothing can be said of this one.',
  is_greylisting: 'The mail server asked to come back later, each time.',
  inconclusive: 'It could not be found out whether this mailbox exists.',
} as const satisfies Record<Event, string>;

const CAUSES = {
  accepts_all: null,
  blocked: 'The mail server refuses our IP address or network.',
  rate_limited: 'The mail server limits how much we may ask.',
  policy: 'The mail server refuses us by a policy of its own.',
  sender_rejected: 'The mail server refuses our sender address.',
  relay_denied: 'The mail server takes us for someone who wants to send through it.',
  auth_required: 'The mail server demands a login.',
  tls_required: 'The mail server demands encryption.',
  tls_failed: 'The encryption with the mail server failed.',
  content_rejected: 'The mail server takes us for a sender of spam.',
  message_too_big: 'The mail server complained of a size, though no message was sent.',
  greylisted: null,
  temporary_failure: 'The mail server said "not now", each time.',
  server_error: 'The mail server has a fault of its own.',
  unrecognised_reply: 'The mail server gave no reason that could be understood.',
  protocol_error: 'The mail server did not keep to the protocol.',
  timeout: 'The mail server did not answer in time.',
  connect_refused: 'The mail server refuses connections.',
  connect_failed: 'The mail server could not be reached.',
  connection_lost: 'The mail server closed the connection.',
  smtputf8_not_offered: 'The mail server does not know addresses with such characters.',
  unverifiable_provider: 'The provider accepts every address when asked, so it is not asked.',
  catch_all_inconclusive: 'The mail server accepted it, but did not show whether it would refuse any other.',
  domain_not_hosted: 'The mail server says that the domain is not one of its own.',
  dns_error: 'The domain could not be looked up.',
  null_mx: 'The domain says that it takes no mail (null MX).',
  no_mx: 'It has no MX record.',
  no_mx_has_address: 'It has no MX record, only an address.',
  mx_without_address: 'Its MX records name hosts that have no address.',
  mx_not_routable: 'Its mail servers have only private or special addresses.',
  nxdomain: null,
  internal_error: 'Something failed on our side.',
  list_expired: 'The time for this list ran out.',
  empty: 'The row has no address.',
  syntax: null,
  suppressed: null,
} as const satisfies Record<Cause, string | null>;

/** `details`: what a verdict means, in one or two plain sentences for people. Holds nothing of the address or the reply. */
export function describe({ event, cause }: Pick<Verdict, 'event' | 'cause'>): string {
  const why = cause === null ? null : CAUSES[cause];
  return why === null ? EVENTS[event] : `${EVENTS[event]} ${why}`;
}
