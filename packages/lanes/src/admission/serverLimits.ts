import type { Lesson } from './lease.ts';

type Said = NonNullable<Lesson['refusal']>;

/**
 * A server that counts our connections, told from one that is busy with everybody's: "too many connections from ...",
 * "per IP", Microsoft's "exceeded the maximum number of connections", Rackspace's and GoDaddy's sessions.
 */
const OUR_CONNECTIONS =
  /\b(?:connections?|sessions?)\b.{0,60}\b(?:from|per|by) (?:your|this|the same|one|each|an?)?\s?(?:ip|host|address|client|server|source|\[|\d)|\bexceeded (?:the )?max(?:imum)?(?: number of)?(?: concurrent| simultaneous)? connections\b|\bmax concurrent connections\b|\btoo many (?:concurrent |simultaneous |open )?(?:connections?|sessions?) from\b|\btoo many sessions\b|\btrop de connexions\b/i;
/** How often they come is another matter: fewer at once would not help. */
const OF_A_TIME = /\b(?:rate|hour|hourly|minutes?|seconds?|day|daily|frequency|frequently)\b/i;
const CONNECTION_NUMBER =
  /\b(?:max(?:imum)?|limit(?:ed)?|only|allowed|up to)\b[^\d]{0,30}(?<![a-z\d])(\d{1,4})(?!\.?\d|[a-z])/i;
const RCPT_NUMBER = /\b(?:max(?:imum)?|limit(?:ed)?|only|up to)\b[^\d]{0,30}(\d{1,4})\s+(?:recipients?|rcpts?)\b/i;

/** Connections at once that the server takes of us: a number, `fewer` than there are, or null where it does not say. */
export function connectionLimit({ code, text }: Said): number | 'fewer' | null {
  if (code < 400 || OF_A_TIME.test(text) || !OUR_CONNECTIONS.test(text)) return null;
  return numberIn(CONNECTION_NUMBER, text) ?? 'fewer';
}

/** RCPTs that the server takes at once, where its reply has the number. */
export function recipientLimit({ text }: Pick<Said, 'text'>): number | null {
  return OF_A_TIME.test(text) ? null : numberIn(RCPT_NUMBER, text);
}

function numberIn(pattern: RegExp, text: string): number | null {
  const number = Number(pattern.exec(text)?.[1] ?? 0);
  return number > 0 ? number : null;
}
