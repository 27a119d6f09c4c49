import type { ListFormat } from '@mailsift/intake';
import { stringify } from 'csv-stringify/sync';
import { cellsOf, outputHeader, padded } from '../finish/csvColumns.ts';
import { resultRowSchema } from '../finish/resultRow.ts';
import { lineWindows } from '../split/lineWindows.ts';

/** What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/** A cell that no spreadsheet runs: an apostrophe stands before what could be a formula. Plain numbers are none. */
export function spreadsheetCell(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** The CSV anew from NDJSON lines, with cells that a spreadsheet opens without running them. */
export async function* spreadsheetRows(
  ndjson: AsyncIterable<Buffer>,
  { header, hasHeader, delimiter }: ListFormat,
  columns: number,
): AsyncGenerator<Buffer, void, void> {
  const encode = (rows: readonly (readonly string[])[]) =>
    Buffer.from(
      stringify(
        rows.map((cells) => cells.map(spreadsheetCell)),
        { delimiter },
      ),
    );
  if (hasHeader) yield encode([outputHeader(header, columns)]);
  for await (const window of lineWindows(ndjson)) {
    const rows = window.map((text) => resultRowSchema.parse(JSON.parse(text)));
    yield encode(rows.map((row) => [...padded(row.columns, columns), ...cellsOf(row.result)]));
  }
}
