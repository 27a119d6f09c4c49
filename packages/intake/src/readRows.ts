import { createDecoder } from './decoder.ts';
import type { ListFormat, Row } from './listFormat.ts';
import { RowSplitter } from './rowSplitter.ts';

/** Rows handed over at once: few enough to be light, many enough that awaiting costs nothing. */
const WINDOW = 500;

/** Text decoded and cut at once, whatever the size of the source's buffers. */
const PIECE = 64 * 1024;

/**
 * Reads a file as windows of up to 500 rows, in order. The header row (`format.header` has it) and the `sep=` line are
 * left out. Pulls from the source only when asked for more; leaving the loop early closes the source.
 * Throws IntakeError, with a line, for a quote never closed, a row over 256 KiB, more than 1,000 columns.
 */
export async function* readRows(source: AsyncIterable<Buffer>, format: ListFormat): AsyncGenerator<Row[], void, void> {
  const decoder = createDecoder(format.encoding);
  const splitter = new RowSplitter(format.delimiter);
  let rows: Row[] = [];
  let number = 0 - format.skipLines - (format.hasHeader ? 1 : 0);

  function* drain(): Generator<Row[], void, void> {
    for (let cells = splitter.next(); cells !== null; cells = splitter.next()) {
      if (number >= 0) rows.push({ number, cells });
      number++;
      if (rows.length < WINDOW) continue;
      yield rows;
      rows = [];
    }
  }

  for await (const chunk of source) {
    for (let from = 0; from < chunk.length; from += PIECE) {
      splitter.push(decoder.decode(chunk.subarray(from, from + PIECE)));
      yield* drain();
    }
  }
  splitter.push(decoder.end());
  splitter.end();
  yield* drain();
  if (rows.length > 0) yield rows;
}
