/** Why, in a few words beside the event. What is not here needs none: the event says it all. */
const CAUSES: Readonly<Record<string, string>> = {
  blocked: 'our IP address is refused',
  rate_limited: 'we may not ask more now',
  policy: 'refused by a policy',
  sender_rejected: 'our sender address is refused',
  relay_denied: 'taken for relaying',
  auth_required: 'a login is demanded',
  tls_required: 'encryption is demanded',
  tls_failed: 'encryption failed',
  content_rejected: 'taken for spam',
  temporary_failure: '“not now”, each time',
  server_error: 'a fault of the server',
  unrecognised_reply: 'no reason that can be understood',
  protocol_error: 'the server breaks the protocol',
  timeout: 'no answer in time',
  connect_refused: 'connections are refused',
  connect_failed: 'the server cannot be reached',
  connection_lost: 'the server hung up',
  smtputf8_not_offered: 'such characters are not known',
  unverifiable_provider: 'the provider does not tell',
  catch_all_inconclusive: 'accepted, but perhaps everybody is',
  domain_not_hosted: 'the server does not know the domain',
  dns_error: 'the domain cannot be looked up',
  null_mx: 'the domain takes no mail',
  no_mx_has_address: 'an address, but no MX record',
  mx_without_address: 'its servers have no address',
  mx_not_routable: 'its servers are not on the Internet',
  internal_error: 'something failed on our side',
  list_expired: 'the time ran out',
  empty: 'the row is empty',
};

export function causeWords(cause: string | null): string | null {
  return cause === null ? null : (CAUSES[cause] ?? null);
}
