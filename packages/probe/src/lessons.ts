import { type LaneSignal, type Lesson, recipientLimit } from '@mailsift/lanes';
import type { FaultKind, Reply, SessionEnd, SessionOpening } from '@mailsift/smtp';
import { isRefusalOfUs } from './gravestSignal.ts';

/** Ways of not being answered at all; everything else is a server that spoke, or our own doing. */
const UNANSWERED: ReadonlySet<FaultKind> = new Set(['refused', 'unreachable', 'timeout', 'reset', 'closed']);

/** What a connection that came to no conversation shows of its server. */
export function lessonOfOpening(
  { end, greeted }: Extract<SessionOpening, { kind: 'ended' }>,
  signal: LaneSignal,
): Lesson {
  const unanswered = greeted ? null : faultOfReach(end);
  const refusal = end.kind === 'reply' && isRefusalOfUs(signal) ? end.reply : null;
  return { isReached: greeted || end.kind === 'reply', unanswered, refusal, rcpts: null };
}

function faultOfReach(end: SessionEnd): FaultKind | null {
  if (end.kind === 'reply' || !['connect', 'banner'].includes(end.fault.stage)) return null;
  return UNANSWERED.has(end.fault.kind) ? end.fault.kind : null;
}

export interface Talked {
  /** The reply that throttled or blocked us. */
  readonly refusal: Reply | null;
  /** The reply that said the session has had its share. */
  readonly limit: Reply | null;
  /** Recipients that were answered before it. */
  readonly answered: number;
}

/** What a conversation shows of its server. */
export function lessonOfTalk({ refusal, limit, answered }: Talked): Lesson {
  const said = limit === null ? null : (recipientLimit(limit) ?? answered);
  return { isReached: true, unanswered: null, refusal, rcpts: said === 0 ? null : said };
}
