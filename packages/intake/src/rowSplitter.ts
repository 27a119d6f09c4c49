import { type Delimiter, MAX_COLUMNS, MAX_ROW_LENGTH } from './listFormat.ts';
import { brokenQuote, IntakeError, rowTooLong, tooManyColumns } from './problems.ts';
import { countLineEnds, scanRow } from './scanRow.ts';

const CR = 0x0d;
const LF = 0x0a;

/** An unfinished row is looked at again only after this much more text: tiny pieces do not make it quadratic. */
const RETRY_AFTER = 16 * 1024;

/**
 * Cuts decoded text into rows. Holds at most one unfinished row and the text last pushed. A line without any character
 * is no row (the last line end and spreadsheets' padding); a line of delimiters or spaces is one.
 * Rows do not depend on where the text was cut into pieces.
 */
export class RowSplitter {
  readonly #delimiter: string;
  #text = '';
  #at = 0;
  #line = 1;
  #ended = false;
  #crAtEnd = false;
  #tryAt = 0;
  /** Next LF, CR and quote at or after `#at`, or the text's length; -1 where not looked for yet. */
  #lf = -1;
  #cr = -1;
  #quote = -1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
  }

  push(text: string): void {
    if (text === '') return;
    const skip = this.#crAtEnd && text.charCodeAt(0) === LF ? 1 : 0;
    this.#crAtEnd = false;
    this.#text = this.#text.slice(this.#at) + text.slice(skip);
    this.#at = 0;
    this.#lf = -1;
    this.#cr = -1;
    this.#quote = -1;
  }

  /** No more text comes: what is left is the last row. */
  end(): void {
    this.#ended = true;
  }

  /**
   * The next row's cells, or null where more text is needed (after `end`: where there are no more).
   * Throws IntakeError for a quote never closed, a row too long, too many columns.
   */
  next(): string[] | null {
    if (!this.#ended && this.#text.length < this.#tryAt) return null;
    this.#tryAt = 0;
    this.#skipEmptyLines();
    if (this.#at >= this.#text.length) return null;
    const cells = this.#hasQuote() ? this.#quotedRow() : this.#plainRow();
    if (cells === null) this.#tryAt = this.#text.length - this.#at + RETRY_AFTER;
    return cells;
  }

  /** Most rows have no quote in them: the engine's own search and split are several times faster than a scan. */
  #plainRow(): string[] | null {
    const end = this.#lineEnd();
    if (end - this.#at > MAX_ROW_LENGTH) throw new IntakeError(rowTooLong(this.#line));
    if (end === this.#text.length && !this.#ended) return null;
    const cells = this.#text.slice(this.#at, end).split(this.#delimiter);
    return this.#finish(cells, end);
  }

  #quotedRow(): string[] | null {
    const stop = Math.min(this.#text.length, this.#at + MAX_ROW_LENGTH + 1);
    const final = this.#ended && stop === this.#text.length;
    const row = scanRow(this.#text, this.#at, { delimiter: this.#delimiter.charCodeAt(0), stop, final });
    if (row.complete && row.end - this.#at <= MAX_ROW_LENGTH) {
      // Most have none inside their quotes, and the next one is known.
      const lineEnds = this.#lineEnd() < row.end ? countLineEnds(this.#text, this.#at, row.end) : 0;
      const cells = this.#finish(row.cells, row.end);
      this.#line += lineEnds;
      return cells;
    }
    const overlong = stop - this.#at > MAX_ROW_LENGTH;
    if (!row.complete && row.openQuoteAt !== -1 && (overlong || final)) {
      throw new IntakeError(brokenQuote(this.#line + countLineEnds(this.#text, this.#at, row.openQuoteAt)));
    }
    if (overlong) throw new IntakeError(rowTooLong(this.#line));
    return null;
  }

  #finish(cells: string[], end: number): string[] {
    if (cells.length > MAX_COLUMNS) throw new IntakeError(tooManyColumns(this.#line, cells.length));
    this.#at = end;
    if (end < this.#text.length) this.#passLineEnd();
    return cells;
  }

  #skipEmptyLines(): void {
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== CR && code !== LF) return;
      this.#passLineEnd();
    }
  }

  #passLineEnd(): void {
    const isCr = this.#text.charCodeAt(this.#at) === CR;
    this.#at++;
    this.#line++;
    if (!isCr) return;
    if (this.#at === this.#text.length) this.#crAtEnd = true;
    else if (this.#text.charCodeAt(this.#at) === LF) this.#at++;
  }

  #hasQuote(): boolean {
    if (this.#quote < this.#at) this.#quote = this.#find('"');
    return this.#quote < this.#lineEnd();
  }

  #lineEnd(): number {
    if (this.#lf < this.#at) this.#lf = this.#find('\n');
    if (this.#cr < this.#at) this.#cr = this.#find('\r');
    return Math.min(this.#lf, this.#cr);
  }

  #find(character: string): number {
    const found = this.#text.indexOf(character, this.#at);
    return found === -1 ? this.#text.length : found;
  }
}
