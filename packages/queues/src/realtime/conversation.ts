import { z } from 'zod';

/** One line of what was said. `at` is in ms since the check was asked for; `note` is what happened between the lines. */
export const conversationLineSchema = z.object({
  at: z.number(),
  from: z.enum(['client', 'server', 'note']),
  text: z.string(),
});
export type ConversationLine = z.infer<typeof conversationLineSchema>;

/** More than any server has to say that is of use; a record in Redis stays small whatever it does. */
const MOST_LINES = 300;

/** Writes down a run of a check after those before it, by one clock; lines past the most that are kept are counted only. */
export function recordConversation(
  before: readonly ConversationLine[],
  elapsed: () => number,
): { readonly onLine: (line: Omit<ConversationLine, 'at'>) => void; readonly lines: () => ConversationLine[] } {
  const kept = [...before];
  let missed = 0;
  return {
    onLine({ from, text }) {
      if (kept.length < MOST_LINES) kept.push({ at: elapsed(), from, text });
      else missed++;
    },
    lines() {
      const last = kept.at(-1);
      if (missed === 0 || last === undefined) return kept;
      return [...kept, { at: last.at, from: 'note', text: `${missed} more lines were left out` }];
    },
  };
}
