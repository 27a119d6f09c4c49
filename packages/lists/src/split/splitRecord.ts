import { SYNTAX_REASONS, type SyntaxReason } from '@mailsift/intake';
import { keyOf } from '../cut/cut.ts';

/** What split found in the address cell of a row. Rows with an empty cell have no record. */
export type SplitRecord =
  | {
      readonly row: number;
      readonly kind: 'address';
      /** As it goes on the wire, in this row's spelling. */
      readonly address: string;
    }
  | {
      readonly row: number;
      readonly kind: 'invalid';
      readonly reason: SyntaxReason;
      /** The cell; what is beyond 200 UTF-16 code units is left out and an ellipsis put in its place. */
      readonly cell: string;
    };

const LONGEST_CELL = 200;
/** In no domain name, so that a shortened cell can never be taken for an address. */
const ELLIPSIS = '\u2026';
/** The backslash itself, whatever could end a line or a field somewhere, and what UTF-8 cannot write. */
const ESCAPED = /[\\\p{Cc}\p{Cs}\u2028\u2029]/gu;
const ESCAPE = /\\u([0-9a-f]{4})/g;

/** One line, its LF included: row, kind and text, divided by tabs. */
export function recordLine(record: SplitRecord): string {
  if (record.kind === 'address') return `${record.row}\ta\t${record.address}\n`;
  return `${record.row}\ti:${record.reason}\t${escapeCell(record.cell)}\n`;
}

export function shortenCell(cell: string): string {
  return cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}${ELLIPSIS}` : cell;
}

function escapeCell(cell: string): string {
  return cell.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Reads a line, without its LF.
 *
 * @throws Error for what `recordLine` does not write.
 */
export function parseRecord(line: string): SplitRecord {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  const row = first > 0 && second > 0 ? Number(line.slice(0, first)) : Number.NaN;
  if (!Number.isSafeInteger(row)) throw new Error('Not a record of a partition');
  const kind = line.slice(first + 1, second);
  const text = line.slice(second + 1);
  if (kind === 'a') return { row, kind: 'address', address: text };
  const reason = REASONS.get(kind);
  if (reason === undefined) throw new Error('Not a record of a partition');
  const cell = text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { row, kind: 'invalid', reason, cell };
}

const REASONS = new Map<string, SyntaxReason>(SYNTAX_REASONS.map((reason) => [`i:${reason}`, reason]));

/**
 * Rows whose records have the same identity share one address, or one faulty cell. Cells and addresses never have the
 * same: an identity of a cell begins with a tab.
 */
export function identityOf(record: SplitRecord): string {
  return record.kind === 'address' ? keyOf(record.address) : `\t${keyOf(record.cell)}`;
}
