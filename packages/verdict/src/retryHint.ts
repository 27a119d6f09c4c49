import type { Reply } from '@mailsift/smtp';

/** Earlier than this no server lets anyone pass; later than this no list wants to wait. */
const SHORTEST_MS = 30_000;
const LONGEST_MS = 4 * 60 * 60_000;

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const CUE = /\b(?:again|back|retry|resend|wait|gr[ea]y ?list\w{0,8}|deferred|delayed)\b/i;
/** As far behind the cue as one sentence goes. */
const REACH = 80;
const SPAN = /(?:^|[\s(=])(\d{1,5}) ?(s|m|h)(?:ec(?:ond)?s?|in(?:ute)?s?|(?:ou)?rs?)?(?=$|[\s.,;:)!])/i;
const CLOCK = /(?:^|[\s(=])(\d{1,2}):(\d{2}):(\d{2})\b/;

/**
 * When the server says to come back, in milliseconds from now, between 30 s and 4 h; null where it does not say. Only
 * 4xx replies are read: `try again in 300 seconds`, `Greylisted for 5 minutes`, `come back in 00:30:00`.
 */
export function retryHintMs(reply: Reply): number | null {
  if (reply.code < 400 || reply.code >= 500) return null;
  const cue = CUE.exec(reply.text);
  if (cue === null) return null;
  const announced = reply.text.slice(cue.index, cue.index + REACH);
  const span = SPAN.exec(announced);
  if (span !== null) return clamp(Number(span[1]) * (UNIT_MS[span[2]?.toLowerCase() ?? ''] ?? 0));
  const clock = CLOCK.exec(announced);
  return clock === null ? null : clamp((Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1_000);
}

function clamp(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));
}
