import type { LaneSignal, Limit } from '@mailsift/lanes';
import type { CatchAllFact, Outcome, RecipientFact, SessionEnd, Target, TlsFact } from '@mailsift/smtp';

/** What forbade the next connection or transaction. `pace`: RCPTs; `catch_all`: another batch asks that question now. */
export type HoldUp = Limit | 'pace' | 'catch_all' | 'deadline' | 'aborted';

/**
 * Why recipients are handed back without an attempt: those with `not_asked` and no end. `retryAt` (epoch ms): before it
 * asking again is of no use.
 */
export interface NotStarted {
  readonly limit: HoldUp;
  readonly retryAt: number;
}

/** One recipient after the probe. */
export interface RecipientProbe {
  readonly outcome: Outcome;
  /** RCPTs written for it. More than one where a session was cut off and the next one asked again. */
  readonly attempts: number;
}

/** One TCP connection that was attempted. */
export interface SessionReport {
  readonly target: Target;
  readonly tls: TlsFact | null;
  /** Whether the host answered with 2xx to the connection and to EHLO. */
  readonly greeted: boolean;
  /** RCPTs written, the catch-all question counted. */
  readonly rcpts: number;
  /** Why it ended before we said QUIT of our own accord, or null. */
  readonly end: SessionEnd | null;
  /** What its lease was settled with. */
  readonly signal: LaneSignal;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** The facts of one probe of one domain. Nothing here judges a mailbox. */
export interface DomainProbe {
  /** One for each recipient of the request, in its order. */
  readonly recipients: readonly RecipientProbe[];
  readonly catchAll: CatchAllFact;
  /** What the random address was told, where it was asked in this probe: why an inconclusive answer is one. */
  readonly random: RecipientFact | null;
  /** The last host that greeted us, else the one that came furthest: where a greylist retry goes. */
  readonly target: Target | null;
  readonly tls: TlsFact | null;
  /** In the order in which they ended. */
  readonly sessions: readonly SessionReport[];
  /** Set exactly where a recipient is handed back: `not_asked` without an end. */
  readonly notStarted: NotStarted | null;
}
