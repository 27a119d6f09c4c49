import type { RecipientFact, SessionEnd } from '@mailsift/smtp';
import { judgeFault } from './decideEnd.ts';
import { judgeReply } from './match/judgeReply.ts';
import { factsOf } from './meanings.ts';
import type { LaneSignal } from './types.ts';

/**
 * What the answer to one recipient teaches the lane. Refusals of recipients and greylisting are business as usual
 * (`ok`); an opening that failed is given as `not_asked` with its end.
 */
export function laneSignal(fact: RecipientFact): LaneSignal {
  switch (fact.kind) {
    case 'replied':
      return signalOfEnd(fact);
    case 'unanswered':
      return signalOfEnd(fact.end);
    case 'not_asked':
      return fact.end === null ? 'ok' : signalOfEnd(fact.end);
    case 'not_encodable':
      return 'ok';
    default:
      return fact satisfies never;
  }
}

function signalOfEnd(end: SessionEnd | Extract<RecipientFact, { kind: 'replied' }>): LaneSignal {
  if (end.kind === 'fault') return judgeFault(end.fault).signal;
  const { meaning } = judgeReply(end.reply);
  const { signal } = factsOf(meaning);
  // 421 closes the channel whatever its text says (RFC 5321 section 3.8): the server has enough of us for now.
  return end.reply.code === 421 && signal === 'ok' && meaning !== 'greylisted' ? 'throttled' : signal;
}
