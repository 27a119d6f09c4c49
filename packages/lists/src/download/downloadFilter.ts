import { FLAGS } from '@mailsift/signals';
import { EVENTS } from '@mailsift/verdict';
import { z } from 'zod';
import { eventOfCode, flagMask, ROW_STATUSES, statusOfCode } from '../finish/outcomeCode.ts';

const MOST_TEXT = 500;

/** A comma list, as in `status=passed,unknown`; given twice it is one list. Empty means everything. */
function commaList<const Words extends readonly [string, ...string[]]>(words: Words) {
  const text = z.string().max(MOST_TEXT);
  return z
    .union([text, z.array(text).max(words.length)])
    .transform((given) => [given].flat().flatMap(splitWords))
    .pipe(z.array(z.enum(words)))
    .optional();
}

function splitWords(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The filter of a download or a page of results, as it stands in a query. */
export const downloadFilterSchema = z.object({
  status: commaList(ROW_STATUSES),
  event: commaList(EVENTS),
  /** Rows with one of these flags at least. */
  flag: commaList(FLAGS),
  /** Not rows with any of these flags. */
  exclude: commaList(FLAGS),
});
/** Rows that satisfy all of it. What is not given, or empty, lets every row pass. */
export type DownloadFilter = z.infer<typeof downloadFilterSchema>;

/** A filter as two tables, for the two bytes that the index has of each row. */
export interface RowTest {
  readonly codes: Uint8Array;
  readonly masks: Uint8Array;
  /** Whether every row passes. */
  readonly isOpen: boolean;
}

export function rowTest({ status = [], event = [], flag = [], exclude = [] }: DownloadFilter): RowTest {
  const isOneOf = <Word>(words: readonly Word[], word: Word | null) =>
    words.length === 0 || (word !== null && words.includes(word));
  const wanted = flagMask(flag);
  const unwanted = flagMask(exclude);
  const codes = tableOf((code) => isOneOf(status, statusOfCode(code)) && isOneOf(event, eventOfCode(code)));
  const masks = tableOf((mask) => (wanted === 0 || (mask & wanted) !== 0) && (mask & unwanted) === 0);
  return { codes, masks, isOpen: [status, event, flag, exclude].every((words) => words.length === 0) };
}

function tableOf(isWanted: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isWanted(byte) ? 1 : 0));
}
