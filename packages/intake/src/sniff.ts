import { createDecoder } from './decoder.ts';
import { DELIMITERS, type Delimiter, type Encoding, type SniffHints, type SniffResult } from './listFormat.ts';
import { emptyFile, type IntakeProblem } from './problems.ts';
import { askedColumn, columnNames, sniffEmailColumn, sniffHeader } from './sniffColumns.ts';
import { type SampleSource, sampleRows, sniffDelimiter } from './sniffDelimiter.ts';
import { sniffEncoding } from './sniffEncoding.ts';

const PREVIEW_ROWS = 5;

/**
 * Finds out how to read a file from its beginning: encoding, delimiter, header, email column. `head` is the whole file or
 * its first MiB (a header longer than that is a problem anyway). What the hints say is not questioned.
 */
export function sniff(head: Buffer, hints: SniffHints): SniffResult {
  if (head.length === 0) return refused(emptyFile('The file is empty. Upload a file with at least one address.'));
  const encoded = sniffEncoding(head, hints.complete);
  if (!encoded.ok) return encoded;
  const text = decodeHead(head, encoded.encoding, hints.complete);
  const separator = readSeparatorLine(text);
  const source: SampleSource = { text, complete: hints.complete, skipLines: separator.skipLines };
  const delimiter = hints.delimiter ?? separator.delimiter ?? sniffDelimiter(source);
  const sample = sampleRows(source, delimiter);
  if (sample.problem !== null) return refused(sample.problem);

  const hasHeader = hints.hasHeader ?? sniffHeader(sample.rows);
  const header = hasHeader ? (sample.rows[0] ?? []) : [];
  const rows = hasHeader ? sample.rows.slice(1) : sample.rows;
  if (rows.length === 0) return refused(emptyFile(nothingIn(hasHeader)));
  const columns = columnNames(header, rows);
  const choice =
    hints.emailColumn === undefined
      ? sniffEmailColumn(rows, header, columns)
      : askedColumn(hints.emailColumn, header, columns);
  if (!choice.ok) return choice;
  const { encoding, bom } = encoded;
  const { skipLines } = separator;
  return {
    ok: true,
    format: { encoding, bom, delimiter, skipLines, hasHeader, header, emailColumn: choice.column },
    preview: { columns, rows: rows.slice(0, PREVIEW_ROWS), confidence: choice.confidence },
  };
}

function refused(problem: IntakeProblem): SniffResult {
  return { ok: false, problem };
}

function nothingIn(hasHeader: boolean): string {
  return hasHeader
    ? 'The file has a header but no rows. Upload a file with at least one address, or send `hasHeader=false` if the first row is one.'
    : 'The file has no rows. Upload a file with at least one address.';
}

function decodeHead(head: Buffer, encoding: Encoding, complete: boolean): string {
  const decoder = createDecoder(encoding);
  const text = decoder.decode(head);
  return complete ? text + decoder.end() : text;
}

interface SeparatorLine {
  readonly skipLines: 0 | 1;
  readonly delimiter?: Delimiter;
}

/** Spreadsheets take a first line of `sep=;` as the delimiter's name; it is no row. */
function readSeparatorLine(text: string): SeparatorLine {
  const named = /^"?sep=(.)"?(?:\r|\n)/i.exec(text)?.[1];
  if (named === undefined) return { skipLines: 0 };
  const delimiter = DELIMITERS.find((known) => known === named);
  return delimiter === undefined ? { skipLines: 1 } : { skipLines: 1, delimiter };
}
