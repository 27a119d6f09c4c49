import type { Fault, FaultKind, SessionEnd, Stage } from '@mailsift/smtp';
import { judgeReply } from './match/judgeReply.ts';
import type { Cause, Decision, LaneSignal, RetryReason } from './types.ts';

interface FaultRuling {
  readonly cause: Cause;
  readonly retry: RetryReason | null;
  readonly signal: LaneSignal;
}

/** None says anything about a mailbox, so all of them are unknown (DESIGN V1). What is our own fault teaches no lane. */
const FAULTS = {
  refused: { cause: 'connect_refused', retry: 'server_down', signal: 'failed' },
  unreachable: { cause: 'connect_failed', retry: 'server_down', signal: 'failed' },
  timeout: { cause: 'timeout', retry: 'temporary', signal: 'failed' },
  reset: { cause: 'connection_lost', retry: 'temporary', signal: 'failed' },
  closed: { cause: 'connection_lost', retry: 'temporary', signal: 'failed' },
  garbage: { cause: 'protocol_error', retry: 'temporary', signal: 'failed' },
  too_long: { cause: 'protocol_error', retry: 'temporary', signal: 'failed' },
  tls_failed: { cause: 'tls_failed', retry: 'temporary', signal: 'failed' },
  injected: { cause: 'protocol_error', retry: 'temporary', signal: 'failed' },
  forbidden_address: { cause: 'mx_not_routable', retry: null, signal: 'ok' },
  lease_lost: { cause: 'internal_error', retry: 'not_started', signal: 'ok' },
  aborted: { cause: 'internal_error', retry: 'not_started', signal: 'ok' },
  local: { cause: 'internal_error', retry: 'temporary', signal: 'ok' },
} as const satisfies Record<FaultKind, FaultRuling>;

/** Before a banner stood, a fault says that the host is down rather than that it stumbled over this question. */
const BEFORE_BANNER: ReadonlySet<Stage> = new Set(['connect', 'banner']);

/** What a fault means: for the address, and for the lane. */
export function judgeFault({ kind, stage }: Fault): FaultRuling {
  const ruling: FaultRuling = FAULTS[kind];
  return ruling.retry === 'temporary' && ruling.signal === 'failed' && BEFORE_BANNER.has(stage)
    ? { ...ruling, retry: 'server_down' }
    : ruling;
}

/** An address whose session was over before it had a reply of its own: never passed, never failed. */
export function decideEnd(end: SessionEnd): Decision {
  if (end.kind === 'fault') {
    const { cause, retry } = judgeFault(end.fault);
    return { status: 'unknown', event: 'inconclusive', cause, rule: `fault-${end.fault.kind}`, retry };
  }
  const { status, event, cause, rule, retry } = judgeReply(end.reply);
  if (status === 'unknown') return { status, event, cause, rule, retry };
  // Said to another command or another recipient; whatever it says of a mailbox is not about this one.
  return {
    status: 'unknown',
    event: 'inconclusive',
    cause: 'connection_lost',
    rule: 'end-of-session',
    retry: 'temporary',
  };
}
