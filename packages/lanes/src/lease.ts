import type { FaultKind } from '@mailsift/smtp';

/** What one session taught its lane: how the operator treats us, never anything about a mailbox. */
export type LaneSignal = 'ok' | 'throttled' | 'blocked' | 'failed';

/** Why a session must close its socket: its connection is no longer counted, so another may be open in its place. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  /** Read by the session of `@mailsift/smtp`. */
  readonly faultKind = 'lease_lost' satisfies FaultKind;
}

/** Permission to hold one TCP connection. It is renewed by itself until it is settled. */
export interface Lease {
  readonly id: string;
  /** Aborted, with a `LeaseLost`, when the lease was lost or could not be renewed in time: close the socket at once. */
  readonly signal: AbortSignal;
  /**
   * Gives the lease back; to be called once the socket is closed. Further calls do nothing. Never rejects: with Redis
   * away the lease runs out by itself, and the signal is forgotten.
   */
  settle(signal: LaneSignal): Promise<void>;
}
