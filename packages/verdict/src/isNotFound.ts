import type { Reply } from '@mailsift/smtp';
import { judgeReply } from './match/judgeReply.ts';

/**
 * Whether a reply to RCPT says, finally, that there is no such mailbox, and nothing about us. Said of the random address
 * it proves that the domain is no catch-all; a full mailbox, a 4xx or a refusal of us proves nothing.
 */
export function isNotFound(reply: Reply): boolean {
  const { event, retry } = judgeReply(reply);
  return retry === null && (event === 'mailbox_does_not_exist' || event === 'mailbox_disabled');
}
