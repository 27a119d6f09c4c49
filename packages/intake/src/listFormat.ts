import type { IntakeProblem } from './problems.ts';

/** Encodings that can be read, spelled as `TextDecoder` labels. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'big5',
  'gb18030',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Longest row read, in UTF-16 code units of the decoded text, line end excluded. */
export const MAX_ROW_LENGTH = 256 * 1024;
export const MAX_COLUMNS = 1_000;

/** How to read an uploaded file. Plain JSON: it is saved with the list and given back to `readRows`. */
export interface ListFormat {
  readonly encoding: Encoding;
  /** The file starts with a byte order mark; it belongs to no cell. */
  readonly bom: boolean;
  readonly delimiter: Delimiter;
  /** Leading lines that are neither header nor rows: 1 where the first line is a spreadsheet's `sep=;`, else 0. */
  readonly skipLines: number;
  readonly hasHeader: boolean;
  /** The cells of the header row as they stand in the file, duplicates and empty ones included; `[]` without a header. */
  readonly header: readonly string[];
  /** 0-based. */
  readonly emailColumn: number;
}

export interface SniffHints {
  /** Whether the head is the whole file, so that its last row is complete. */
  readonly complete: boolean;
  readonly delimiter?: Delimiter;
  readonly hasHeader?: boolean;
  /** A column's name (case and surrounding space do not matter) or its number from 1. */
  readonly emailColumn?: string;
}

/** What a person is shown before the list starts. */
export interface Preview {
  /** Header names; `column 1`, `column 2`, ... for columns without one. */
  readonly columns: readonly string[];
  /** The first five rows. */
  readonly rows: readonly (readonly string[])[];
  /** How sure the choice of the email column is, 0 to 1; 1 where the caller chose it. */
  readonly confidence: number;
}

export type SniffResult =
  | { readonly ok: true; readonly format: ListFormat; readonly preview: Preview }
  | { readonly ok: false; readonly problem: IntakeProblem };

/** One record of the uploaded file. */
export interface Row {
  /** Place among the data rows, from 0: header, `sep=` line and lines without any character do not count. */
  readonly number: number;
  /** Values unquoted. They may share memory with the text read around them: copy what is kept for long. */
  readonly cells: readonly string[];
}
