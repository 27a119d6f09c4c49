import type { ListFormat } from '@mailsift/intake';
import { stringify } from 'csv-stringify/sync';
import { cellsOf, outputHeader, padded } from '../finish/csvColumns.ts';
import { resultRowSchema } from '../finish/resultRow.ts';
import { spreadsheetCell } from '../finish/spreadsheetCell.ts';
import { lineWindows } from '../split/lineWindows.ts';

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
        // Quoted, so that no spreadsheet that expects another delimiter cuts a cell in two and runs the rest.
        { delimiter, quoted: true },
      ),
    );
  if (hasHeader) yield encode([outputHeader(header, columns)]);
  for await (const window of lineWindows(ndjson)) {
    const rows = window.map((text) => resultRowSchema.parse(JSON.parse(text)));
    yield encode(rows.map((row) => [...padded(row.columns, columns), ...cellsOf(row.result)]));
  }
}
