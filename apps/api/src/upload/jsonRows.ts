import { MAX_COLUMNS } from '@mailsift/intake';
import { z } from 'zod';
import { ApiProblem } from '../http/apiProblem.ts';

/** What a list of JSON holds: an array of addresses, or of objects of which one field is the address. */
export const rowsSchema = z.union([z.array(z.string()), z.array(z.record(z.string(), z.unknown()))]);
export type JsonRows = z.infer<typeof rowsSchema>;

export interface JsonList {
  /** The column with the addresses, where there is no doubt. */
  readonly column: string | null;
  /** CSV with a header, commas between. */
  readonly text: AsyncIterable<Uint8Array>;
}

const PIECE = 64 * 1024;

/** The rows as CSV. Fields become columns in the order they first appear; what is no text or number stays JSON. @throws ApiProblem `too_many_columns`. */
export function jsonRows(rows: JsonRows): JsonList {
  const objects = rows.filter((row) => typeof row === 'object');
  if (objects.length === 0)
    return {
      column: '1',
      text: encoded(
        csvOf(
          ['email'],
          rows.map((row) => [row]),
        ),
      ),
    };
  const names = columnsOf(objects);
  return { column: null, text: encoded(csvOf(names, cellsOf(objects, names))) };
}

type JsonRow = Readonly<Record<string, unknown>>;

function columnsOf(objects: readonly JsonRow[]): readonly string[] {
  const names = new Set<string>();
  for (const row of objects) {
    for (const name of Object.keys(row)) names.add(name);
    if (names.size > MAX_COLUMNS) throw new ApiProblem('too_many_columns');
  }
  return [...names];
}

function* cellsOf(objects: readonly JsonRow[], names: readonly string[]): Generator<readonly unknown[]> {
  for (const row of objects) yield names.map((name) => (Object.hasOwn(row, name) ? row[name] : null));
}

function* csvOf(header: readonly string[], rows: Iterable<readonly unknown[]>): Generator<string> {
  yield lineOf(header);
  for (const row of rows) yield lineOf(row);
}

/** A single empty cell would be a line without any character, which is no row. */
function lineOf(cells: readonly unknown[]): string {
  const line = cells.map((cell) => quoted(textOf(cell))).join(',');
  return `${line === '' ? '""' : line}\r\n`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function quoted(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

async function* encoded(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}
