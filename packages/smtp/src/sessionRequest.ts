import type { Identity, Target } from './outcome.ts';
import type { TranscriptLine } from './transcript.ts';

/** Absolute limits in milliseconds: a server that drips bytes does not move them. */
export interface SessionTimeouts {
  /** For the TCP connection. */
  readonly connectMs: number;
  /** For each step after it: the banner, each reply, the TLS handshake. */
  readonly commandMs: number;
  /** For everything, the connection included, idle time too. */
  readonly sessionMs: number;
}

export interface SessionRequest {
  readonly identity: Identity;
  readonly target: Target;
  readonly timeouts: SessionTimeouts;
  /** `opportunistic`: used where offered, whatever the certificate. `never`: for a second try after `tls_failed`. */
  readonly startTls: 'opportunistic' | 'never';
  /** Lets connections to private, special and own addresses through: tests, the sandbox, closed networks. */
  readonly allowPrivate: boolean;
  /** An abort closes the socket at once. `abort({ faultKind: 'lease_lost' })` names the fault; any other reason is `aborted`. */
  readonly signal?: AbortSignal;
  readonly onLine?: (line: TranscriptLine) => void;
  /** Clock of the transcript, in milliseconds. Deadlines are timers and do not ask it. */
  readonly now?: () => number;
}
