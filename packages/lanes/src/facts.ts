/** A mail host of a domain, with the addresses it may be reached at. Only addresses that passed the guard are here. */
export interface MailHost {
  readonly host: string;
  readonly preference: number;
  readonly ips: readonly string[];
}

/** What DNS says of a domain. "Could not tell" (`dns_error`) is its own case and never a "no". */
export type DomainFacts =
  | { readonly kind: 'mx'; readonly hosts: readonly MailHost[]; readonly implicit: boolean }
  /** A single `MX 0 .` (RFC 7505). */
  | { readonly kind: 'null_mx' }
  /** The domain exists without an MX record; `hasAddress` where an A or AAAA record stands. */
  | { readonly kind: 'no_mx'; readonly hasAddress: boolean }
  /** Two look-ups agree that the name does not exist. */
  | { readonly kind: 'nxdomain' }
  /** MX records stand, but none of their hosts has an address (consistently: NXDOMAIN or no data, never SERVFAIL). */
  | { readonly kind: 'dangling_mx'; readonly hosts: readonly string[] }
  /** Every address of every host is private or special and not allowed by setting. */
  | { readonly kind: 'not_routable'; readonly hosts: readonly string[] }
  | { readonly kind: 'dns_error'; readonly code: string };

/** Which lane a domain's addresses are in. `provider` is a row of the policy table, or null for a plain MX site. */
export interface LaneName {
  readonly lane: string;
  readonly provider: string | null;
}
