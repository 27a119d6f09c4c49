/** The facts of a conversation. Nothing here judges; what a reply means is `packages/verdict`. */

export type Stage = 'connect' | 'banner' | 'ehlo' | 'starttls' | 'mail' | 'rcpt';

/**
 * One server reply (RFC 5321 section 4.2). `${code} ${text}` is the reply as people quote it: the text starts with the
 * enhanced code where the server wrote one. Sanitised, lines joined by a space, at most 1,024 characters.
 */
export interface Reply {
  readonly stage: Stage;
  readonly code: number;
  /** Enhanced status code (RFC 3463) such as `5.1.1`; null where the server gave none or its class contradicts `code`. */
  readonly enhancedCode: string | null;
  readonly text: string;
}

/** What went wrong on the way; none of these says anything about a mailbox. */
export const FAULT_KINDS = [
  'refused',
  'unreachable',
  'timeout',
  'reset',
  /** The server closed the connection without a reply (a part of one included). */
  'closed',
  /** Something that is no reply, or one that nobody asked for: nothing more is believed on that connection. */
  'garbage',
  'too_long',
  /** The TLS handshake failed or timed out: worth one try in clear. */
  'tls_failed',
  /** Clear text followed the 220 to STARTTLS (CVE-2011-0411 class). */
  'injected',
  /** The guard refused the address; nothing was sent to it. */
  'forbidden_address',
  'lease_lost',
  'aborted',
  /** Our own side: no free port, no such local address, an identity that cannot be written. */
  'local',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly stage: Stage;
  readonly kind: FaultKind;
  readonly detail: string;
}

/** Why a session was over before the recipient had its own reply. */
export type SessionEnd =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** What is known of one recipient after a session. */
export type RecipientFact =
  | { readonly kind: 'replied'; readonly reply: Reply }
  /** Its RCPT was written and the session ended without its reply: counts as an attempt. */
  | { readonly kind: 'unanswered'; readonly end: SessionEnd }
  /** No RCPT was written for it: the session ended or stopped earlier (end), or the plan left it for later (null). */
  | { readonly kind: 'not_asked'; readonly end: SessionEnd | null }
  /** Never written: not ASCII while the server does not offer SMTPUTF8 (RFC 6531), or unfit for one command line. */
  | { readonly kind: 'not_encodable' };

export interface TlsFact {
  readonly protocol: string;
  readonly authorized: boolean;
}

/** Who we are to the server. `id` is short, stable and safe in Redis keys. */
export interface Identity {
  readonly id: string;
  /** Local address to bind, or null for the system's choice. */
  readonly bind: string | null;
  readonly ehlo: string;
  readonly mailFrom: string;
}

/** One address of one mail host: what a socket is opened to. Never a name to look up. */
export interface Target {
  readonly host: string;
  readonly ip: string;
  readonly port: number;
}

export type CatchAllFact = 'yes' | 'no' | 'inconclusive' | 'not_asked';

/** The facts of one probe for one address: what `verdict` decides on. */
export interface Outcome {
  readonly recipient: RecipientFact;
  readonly catchAll: CatchAllFact;
  /**
   * Set where a refusal may be about us though its words are about the mailbox: the server refused everybody alike, an
   * address that every domain has included, or changed its words for all after a while.
   */
  readonly doubted?: true;
  readonly target: Target | null;
  readonly tls: TlsFact | null;
}
