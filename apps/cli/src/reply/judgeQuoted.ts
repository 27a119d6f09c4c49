import type { Stage } from '@mailsift/smtp';
import { judgeReply, type Verdict } from '@mailsift/verdict';
import { z } from 'zod';
import { readQuotedReply } from './quotedReply.ts';

/** Names of stages as people use them: what comes at connect is the banner, what comes after DATA is judged as at RCPT. */
const STAGE_OF = {
  connect: 'banner',
  banner: 'banner',
  ehlo: 'ehlo',
  helo: 'ehlo',
  starttls: 'starttls',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'rcpt',
  any: 'rcpt',
} as const satisfies Record<string, Stage>;

export const stageSchema = z.enum(Object.keys(STAGE_OF)).transform((name): Stage => {
  const stage = Object.entries(STAGE_OF).find(([known]) => known === name)?.[1];
  return stage ?? 'rcpt';
});
export const STAGE_NAMES: readonly string[] = Object.keys(STAGE_OF);

const lineSchema = z.object({ reply: z.string(), stage: stageSchema.default('rcpt') });

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
  if (!parsed.success) return { error: `a line is {"reply": "...", "stage": "${STAGE_NAMES.join('|')}"}` };
  return judgeQuoted(parsed.data.reply, parsed.data.stage) ?? { error: 'not an SMTP reply' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
