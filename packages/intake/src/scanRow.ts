const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

export interface ScanWindow {
  readonly delimiter: number;
  /** Nothing at or after this index is looked at. */
  readonly stop: number;
  /** The input ends at `stop`. */
  readonly final: boolean;
}

export type ScannedRow =
  | { readonly complete: true; readonly cells: string[]; readonly end: number }
  /** The row does not end before `stop`; `openQuoteAt` is the opening quote still open there, or -1. */
  | { readonly complete: false; readonly openQuoteAt: number };

type QuotedCell =
  | { readonly kind: 'closed'; readonly value: string; readonly end: number }
  /** Its closing quote stands before other text: the quote was a character of the value, not its frame. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'open' };

const STRAY: QuotedCell = { kind: 'stray' };
const OPEN: QuotedCell = { kind: 'open' };

/**
 * Reads the row that starts at `from` (RFC 4180, any of CRLF, LF, CR ends it). A quote inside an unquoted value is a
 * character. A quoted value followed by anything but a delimiter or a line end is taken literally from its first quote,
 * up to the next delimiter or line end, so that one stray quote cannot merge rows.
 * Linear: a scan for a closing quote ends at the first odd run of quotes, and runs inside it that open a cell are even.
 */
export function scanRow(text: string, from: number, window: ScanWindow): ScannedRow {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const quoted = at < window.stop && text.charCodeAt(at) === QUOTE ? scanQuoted(text, at, window) : STRAY;
    if (quoted.kind === 'open') return { complete: false, openQuoteAt: at };
    const end = quoted.kind === 'closed' ? quoted.end : endOfPlain(text, at, window);
    if (end === window.stop && !window.final) return { complete: false, openQuoteAt: -1 };
    cells.push(quoted.kind === 'closed' ? quoted.value : text.slice(at, end));
    if (end === window.stop || text.charCodeAt(end) !== window.delimiter) return { complete: true, cells, end };
    at = end + 1;
  }
}

function scanQuoted(text: string, opening: number, window: ScanWindow): QuotedCell {
  let from = opening + 1;
  let doubled = false;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote >= window.stop) return OPEN;
    const end = quote + 1;
    if (end === window.stop && !window.final) return OPEN;
    const after = end === window.stop ? LF : text.charCodeAt(end);
    if (after !== QUOTE) {
      if (after !== window.delimiter && after !== LF && after !== CR) return STRAY;
      const inner = text.slice(opening + 1, quote);
      return { kind: 'closed', value: doubled ? inner.replaceAll('""', '"') : inner, end };
    }
    doubled = true;
    from = quote + 2;
  }
}

function endOfPlain(text: string, from: number, window: ScanWindow): number {
  for (let at = from; at < window.stop; at++) {
    const code = text.charCodeAt(at);
    if (code === window.delimiter || code === LF || code === CR) return at;
  }
  return window.stop;
}

/** Line ends in `text` between two indexes; CRLF is one. */
export function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
}
