import type { FaultKind, Reply } from '@mailsift/smtp';

/** What one session taught its lane: how the operator treats us, never anything about a mailbox. */
export type LaneSignal = 'ok' | 'throttled' | 'blocked' | 'failed';

/** What a session showed besides, of the one server it was with. Nothing in it is about a mailbox. */
export interface Lesson {
  /** Whether somebody spoke at the address. */
  readonly isReached: boolean;
  /** How nobody answered there, as nobody will answer the next; null where somebody did, or we gave up before. */
  readonly unanswered: FaultKind | null;
  /** The reply that throttled or blocked us. */
  readonly refusal: Pick<Reply, 'code' | 'enhancedCode' | 'text'> | null;
  /** RCPTs after which the server wanted no more over this connection, where it said so. */
  readonly rcpts: number | null;
}

export const NO_LESSON: Lesson = { isReached: false, unanswered: null, refusal: null, rcpts: null };

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
  /** RCPTs the server takes over one connection, where it has said so within a day; else null. */
  readonly rcpts: number | null;
  /**
   * Gives the lease back; to be called once the socket is closed. Further calls do nothing. Never rejects: with Redis
   * away the lease runs out by itself, and the signal is forgotten.
   */
  settle(signal: LaneSignal, lesson?: Lesson): Promise<void>;
}
