import { MAX_COLUMNS, MAX_ROW_LENGTH } from './listFormat.ts';

export const INTAKE_PROBLEM_CODES = [
  'empty_file',
  'not_text',
  'no_email_column',
  'ambiguous_email_column',
  'unknown_email_column',
  'broken_quote',
  'row_too_long',
  'too_many_columns',
] as const;
export type IntakeProblemCode = (typeof INTAKE_PROBLEM_CODES)[number];

/** Why a file cannot be read: what happened and what to do. Plain JSON. */
export interface IntakeProblem {
  readonly code: IntakeProblemCode;
  readonly message: string;
  /** Line of the file, from 1, as an editor counts it. */
  readonly line?: number;
  /** Columns to choose from. */
  readonly columns?: readonly string[];
}

/** Thrown while rows are read; the list cannot go on. */
export class IntakeError extends Error {
  readonly problem: IntakeProblem;

  constructor(problem: IntakeProblem) {
    super(problem.message);
    this.name = 'IntakeError';
    this.problem = problem;
  }
}

export function brokenQuote(line: number): IntakeProblem {
  const message =
    `The value that starts with a double quote on line ${line} has no closing quote ` +
    `(none before the end of the file, or none within ${MAX_ROW_LENGTH / 1024} KiB). Close it, or remove the quote, and upload the file again.`;
  return { code: 'broken_quote', message, line };
}

export function rowTooLong(line: number): IntakeProblem {
  const message =
    `The row on line ${line} is longer than ${MAX_ROW_LENGTH / 1024} KiB. ` +
    'Check its line end, shorten it, and upload the file again.';
  return { code: 'row_too_long', message, line };
}

export function tooManyColumns(line: number, count: number): IntakeProblem {
  const message =
    `The row on line ${line} has ${count} columns; at most ${MAX_COLUMNS} can be read. ` +
    'Check the delimiter, or remove columns, and upload the file again.';
  return { code: 'too_many_columns', message, line };
}

export function emptyFile(message: string): IntakeProblem {
  return { code: 'empty_file', message };
}

export function notText(message: string): IntakeProblem {
  return { code: 'not_text', message };
}

export function noEmailColumn(columns: readonly string[]): IntakeProblem {
  const message =
    `No column with email addresses was found (columns: ${nameList(columns)}). ` +
    'Send `emailColumn` with the name or the number (from 1) of the column to check.';
  return { code: 'no_email_column', message, columns: bounded(columns) };
}

export function ambiguousEmailColumn(columns: readonly string[]): IntakeProblem {
  const message =
    `More than one column holds email addresses: ${nameList(columns)}. ` +
    'Send `emailColumn` with the name or the number (from 1) of the one to check.';
  return { code: 'ambiguous_email_column', message, columns: bounded(columns) };
}

export function unknownEmailColumn(wanted: string, columns: readonly string[]): IntakeProblem {
  const message =
    `There is no column ${quoted(wanted)}. The file has ${columns.length}: ${nameList(columns)}. ` +
    'Send `emailColumn` with one of these names, or its number from 1.';
  return { code: 'unknown_email_column', message, columns: bounded(columns) };
}

/** Names come from the file: a message and its list stay short whatever stands there. */
const LISTED_COLUMNS = 50;
const NAMED_COLUMNS = 12;
const NAME_LENGTH = 60;

function bounded(columns: readonly string[]): readonly string[] {
  return columns.slice(0, LISTED_COLUMNS).map(shortened);
}

function nameList(columns: readonly string[]): string {
  const names = columns.slice(0, NAMED_COLUMNS).map(quoted).join(', ');
  return columns.length > NAMED_COLUMNS ? `${names}, ...` : names;
}

function quoted(name: string): string {
  return `"${shortened(name)}"`;
}

function shortened(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return visible.length > NAME_LENGTH ? `${visible.slice(0, NAME_LENGTH)}...` : visible;
}
