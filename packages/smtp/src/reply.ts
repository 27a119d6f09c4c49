import type { Reply, Stage } from './outcome.ts';
import { type RawReply, ReplyParser } from './replyParser.ts';
import { sanitise } from './sanitise.ts';

/** At the start of a text, as the whole of its first token: `5.1.1 ...`, `#5.1.0 ...`, `5.1.1: ...`; `5.1.1.9` is none. */
const LEADING = /^#?([245]\.\d{1,3}\.\d{1,3})(?=$|[\s:;,-])/;
/** qmail and its kin put it last: `sorry, no mailbox here by that name. (#5.1.1)`. */
const TRAILING = /\(#([245]\.\d{1,3}\.\d{1,3})\)\.?$/;

/** The facts of one parsed reply, its lines joined. */
export function toReply(stage: Stage, raw: RawReply): Reply {
  const text = sanitise(joinLines(raw));
  return { stage, code: raw.code, enhancedCode: enhancedCodeOf(raw, text), text };
}

/**
 * Reads a reply as it is quoted (`550 5.1.1 No such user`) or as it stood on the wire (several lines, `550-` and CRLF).
 * Null where it is not exactly one whole reply.
 */
export function parseReplyText(text: string, stage: Stage): Reply | null {
  const parsed = new ReplyParser().push(Buffer.from(`${text.trim()}\r\n`, 'utf8'));
  return parsed.kind === 'reply' && parsed.rest.length === 0 ? toReply(stage, parsed.reply) : null;
}

/** Servers repeat the enhanced code on every line; one is kept, others that differ (a proxy's and the mail host's) all are. */
function joinLines({ lines }: RawReply): string {
  const first = LEADING.exec(lines[0]?.text ?? '')?.[0];
  return lines
    .map(({ text }, index) => {
      const repeated = index > 0 && first !== undefined && LEADING.exec(text)?.[0] === first;
      return repeated ? text.slice(first.length).trimStart() : text;
    })
    .filter((text) => text !== '')
    .join(' ');
}

/** Only lines that carry the deciding code are asked, and only a code of its class is believed (RFC 2034 section 4). */
function enhancedCodeOf({ code, lines }: RawReply, joined: string): string | null {
  const candidates = lines.filter((line) => line.code === code).map(({ text }) => LEADING.exec(text)?.[1]);
  candidates.push(TRAILING.exec(joined)?.[1]);
  return candidates.find((found) => found?.startsWith(`${Math.floor(code / 100)}.`)) ?? null;
}
