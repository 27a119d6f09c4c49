import type { ScriptMaker } from '../smtp/hostScript.ts';
import type { MailboxState } from './mailbox.ts';

/** The verdict a perfect verifier ends with, after its retries. Without a cause, any will do. */
export interface Truth {
  readonly status: 'passed' | 'failed' | 'unknown';
  readonly event: string;
  readonly cause?: string | undefined;
  /** What is as right, where the server itself changes its mind in time. */
  readonly later?: Truth;
}

/**
 * One for all addresses of the domain; by the mailbox behind the local part, or some states apart from the others; or one
 * for all at first, and by mailbox later.
 */
export type TruthRule =
  | { readonly kind: 'all'; readonly truth: Truth }
  | { readonly kind: 'at_first'; readonly truth: Truth }
  | { readonly kind: 'by_mailbox'; readonly except?: Partial<Record<MailboxState, Truth>> };

/** Where a host is: at a loopback address of its own, at one where nothing listens, at ::1, nowhere in DNS, or at a literal. */
export type HostPlace =
  | { readonly kind: 'listening' }
  | { readonly kind: 'dead' }
  | { readonly kind: 'ipv6' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'alias'; readonly of: string }
  | { readonly kind: 'literal'; readonly ip: string };

export interface HostRow {
  readonly name: string;
  readonly preference: number;
  readonly place: HostPlace;
  readonly script: ScriptMaker;
}

/** How DNS answers for the domain; `mx` lists its hosts. */
export type DnsRule =
  | 'mx'
  | 'mx_over_tcp'
  | 'nxdomain_once'
  | 'null_mx'
  | 'no_mx'
  | 'no_mx_has_address'
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'silent'
  | { readonly cnameTo: string };

export interface DomainRow {
  readonly domain: string;
  readonly behaviour: string;
  /** One sentence for people. */
  readonly about: string;
  readonly truth: TruthRule;
  readonly dns: DnsRule;
  readonly hosts: readonly HostRow[];
  /** Which sample lists the domain is in. `none` needs settings of its own; see `about`. */
  readonly samples: 'demo' | 'full' | 'none';
  /** Whether the domain's local parts may be other than ASCII (RFC 6531). */
  readonly smtpUtf8: boolean;
}
