import type { LanePolicy } from '@mailsift/lanes';
import type { CatchAllFact, Outcome } from '@mailsift/smtp';
import { decideEnd } from './decideEnd.ts';
import { decideUnverifiable } from './decideWithoutProbe.ts';
import { judgeReply, type RuleMatch } from './match/judgeReply.ts';
import type { Decision, RetryReason, Verdict } from './types.ts';

export interface DecideContext {
  readonly policy: Pick<LanePolicy, 'catchAll' | 'verifiable'>;
  /**
   * Why the catch-all question got no answer, where known: an accepted address is asked again for the same reason, so
   * that a greylisted question is repeated when the server's window opens.
   */
  readonly catchAllRetry?: RetryReason | null;
}

/**
 * The verdict of one address after one probe, with the reason to ask it again or null. The verdict stands only when
 * no retry is left. Never throws.
 */
export function decide(outcome: Outcome, context: DecideContext): Decision {
  const { recipient } = outcome;
  switch (recipient.kind) {
    case 'replied': {
      const match = judgeReply(recipient.reply);
      if (match.status === 'passed') return decideAccepted(outcome.catchAll, match, context);
      if (match.status === 'failed' && outcome.doubted === true) return DOUBTED;
      const { status, event, cause, rule, retry } = match;
      return { status, event, cause, rule, retry };
    }
    case 'unanswered':
      return decideEnd(recipient.end);
    case 'not_asked':
      return recipient.end === null ? NOT_STARTED : decideEnd(recipient.end);
    case 'not_encodable':
      return NOT_ENCODABLE;
    default:
      return recipient satisfies never;
  }
}

/** The verdict that stands once no retry is left. */
export function finalise({ status, event, cause, rule }: Decision): Verdict {
  return { status, event, cause, rule };
}

const NOT_STARTED: Decision = {
  status: 'unknown',
  event: 'inconclusive',
  cause: 'temporary_failure',
  rule: 'not-started',
  retry: 'not_started',
};

/** A server that says the same to everybody has said nothing of anybody: it has had enough of us. */
const DOUBTED: Decision = {
  status: 'unknown',
  event: 'inconclusive',
  cause: 'blocked',
  rule: 'refuses-everybody',
  retry: 'temporary',
};

const NOT_ENCODABLE: Decision = {
  status: 'unknown',
  event: 'inconclusive',
  cause: 'smtputf8_not_offered',
  rule: 'not-encodable',
  retry: null,
};

/** A 2xx is believed only where the same server refuses an address that cannot exist (DESIGN section 3). */
function decideAccepted(catchAll: CatchAllFact, { meaning, rule }: RuleMatch, context: DecideContext): Decision {
  if (!context.policy.verifiable) return decideUnverifiable();
  switch (catchAll) {
    case 'no':
      return accepted(rule);
    case 'yes':
      return { status: 'unknown', event: 'is_catchall', cause: 'accepts_all', rule: 'catch-all', retry: null };
    case 'not_asked':
      return context.policy.catchAll === 'never' && meaning === 'accepted' ? accepted(rule) : inconclusive(context);
    case 'inconclusive':
      return inconclusive(context);
    default:
      return catchAll satisfies never;
  }
}

function accepted(rule: string): Decision {
  return { status: 'passed', event: 'mailbox_exists', cause: null, rule, retry: null };
}

function inconclusive({ catchAllRetry }: DecideContext): Decision {
  return {
    status: 'unknown',
    event: 'inconclusive',
    cause: 'catch_all_inconclusive',
    rule: 'catch-all-inconclusive',
    retry: catchAllRetry ?? 'temporary',
  };
}
