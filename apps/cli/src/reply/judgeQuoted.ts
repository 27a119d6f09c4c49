import type { Stage } from '@mailsift/smtp';
import { judgeReply, type Verdict } from '@mailsift/verdict';
import { z } from 'zod';
import { readQuotedReply } from './quotedReply.ts';

/** Names of stages as people use them: what comes at connect is the banner, what comes after DATA is judged as at RCPT. */
const STAGE_OF: ReadonlyMap<string, Stage> = new Map([
  ['connect', 'banner'],
  ['banner', 'banner'],
  ['ehlo', 'ehlo'],
  ['helo', 'ehlo'],
  ['starttls', 'starttls'],
  ['auth', 'mail'],
  ['mail', 'mail'],
  ['rcpt', 'rcpt'],
  ['data', 'rcpt'],
  ['any', 'rcpt'],
]);
export const STAGE_NAMES: readonly string[] = [...STAGE_OF.keys()];

/** The stage of a name in any case; of one that is not known, RCPT: as where the source of a reply does not say. */
export function stageOf(name: string): Stage {
  return STAGE_OF.get(name.trim().toLowerCase()) ?? 'rcpt';
}

const lineSchema = z.object({ reply: z.string(), stage: z.string().nullish() });

export type JudgedLine = Verdict | { readonly error: string };

/** What one reply means by itself: no retries, no catch-all question. Null for what is no reply. */
export function judgeQuoted(quoted: string, stage: Stage): Verdict | null {
  const reply = readQuotedReply(quoted, stage);
  if (reply === null) return null;
  const { status, event, cause, rule } = judgeReply(reply);
  return { status, event, cause, rule };
}

/** One line of JSON in, `{"reply", "stage"}`, one object out; never throws. */
export function judgeLine(line: string): JudgedLine {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success) return { error: `a line is {"reply": "550 ...", "stage": "${STAGE_NAMES.join('|')}"}` };
  const { reply, stage } = parsed.data;
  return judgeQuoted(reply, stageOf(stage ?? 'rcpt')) ?? { error: NO_REPLY };
}

export const NO_REPLY = 'this is no SMTP reply: it begins with a code of three digits from 200 to 599';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
