import type { Reply, Stage } from '@mailsift/smtp';

/** As smtp reads it (its `toReply`), of one line: the enhanced code first, or last in qmail's brackets. */
const LEADING = /^#?([245]\.\d{1,3}\.\d{1,3})(?=$|[\s:;,-])/;
const TRAILING = /\(#([245]\.\d{1,3}\.\d{1,3})\)\.?$/;

/** A reply as people quote it, `550 5.1.1 No such user`: of examples, of the corpus, and of what users ask about. */
export function readQuotedReply(quoted: string, stage: Stage): Reply {
  const code = Number.parseInt(quoted.slice(0, 3), 10);
  const text = quoted.slice(3).replace(/^[ -]/, '').trim();
  const found = LEADING.exec(text)?.[1] ?? TRAILING.exec(text)?.[1];
  return { stage, code, enhancedCode: found?.startsWith(`${Math.floor(code / 100)}.`) ? found : null, text };
}
