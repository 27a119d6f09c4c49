import type { CatchAllFact, RecipientFact } from '@mailsift/smtp';
import { isNotFound } from './isNotFound.ts';
import { judgeReply } from './match/judgeReply.ts';

/**
 * What the answer to the random address says of its domain. `yes` and `no` only where the server plainly said so of a
 * mailbox; a 4xx, a lost connection or a refusal of us is inconclusive.
 */
export function catchAllFactOf(random: RecipientFact): CatchAllFact {
  if (random.kind !== 'replied') return 'inconclusive';
  if (judgeReply(random.reply).status === 'passed') return 'yes';
  return isNotFound(random.reply) ? 'no' : 'inconclusive';
}
