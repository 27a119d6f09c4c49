import type { Reply } from '@mailsift/smtp';

/** 552 is what RFC 821 servers say; RFC 5321 section 4.5.3.1.10 has it read as 452. */
const CODES: ReadonlySet<number> = new Set([421, 450, 451, 452, 552]);
/** X.5.3, too many recipients (RFC 3463 section 3.6). */
const TOO_MANY_RECIPIENTS = /^[45]\.5\.3$/;
const TOO_MANY =
  /\btoo many (?:recipients|rcpts?|commands|errors|messages|transactions|(?:bad|invalid|unknown|unrecogni[sz]ed) [a-z]+)\b/i;
const PER_SESSION = /\bmax(?:imum)?\b.{0,60}\bper (?:session|connection|message|transaction)\b/i;
/** The same words about an hour are a rate: a new connection would not help. */
const OF_A_TIME = /\b(?:hour|hourly|day|daily|today|minutes?|seconds?|rate|quota)\b|\b24 ?h/i;

/**
 * Whether a server only says that this transaction or connection has had its share: nothing about a mailbox, and nothing
 * about us that a new connection would not cure.
 */
export function isSessionLimit({ stage, code, enhancedCode, text }: Reply): boolean {
  if ((stage !== 'rcpt' && stage !== 'mail') || !CODES.has(code) || OF_A_TIME.test(text)) return false;
  return TOO_MANY_RECIPIENTS.test(enhancedCode ?? '') || TOO_MANY.test(text) || PER_SESSION.test(text);
}
