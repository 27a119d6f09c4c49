import type { Stage } from '@mailsift/smtp';
import type { Meaning } from '../meanings.ts';

/** First digit of a reply code, or exact codes. */
export type CodePattern = '2xx' | '3xx' | '4xx' | '5xx' | readonly number[];

/**
 * One row of the table. Every condition given must hold; the first row that matches decides. Patterns have no
 * unbounded repetition, so that their work is bounded whatever a server writes (a test holds this).
 */
export interface Rule {
  /** Permanent: it is saved with results. */
  readonly id: string;
  /** At any stage where absent. */
  readonly stages?: readonly Stage[];
  readonly codes?: CodePattern;
  /** On the enhanced status code, such as `5.1.1`; a reply without one does not match. */
  readonly enhanced?: RegExp;
  /** On the words: lower case, no accents, addresses as `<>`, IPs as `#`, host names as `~`, URLs taken out. */
  readonly words?: RegExp;
  /** On the whole text in lower case, addresses taken out: for URLs, host names and ids that name their meaning. */
  readonly marker?: RegExp;
  readonly meaning: Meaning;
  /** Why the reply means that, in a plain sentence; with the source where it is no matter of course. */
  readonly reason: string;
  /** A reply (code and text), real where one was at hand, that this row decides: at its first stage, else at RCPT. */
  readonly example: string;
}
