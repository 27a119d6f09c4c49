/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), fullwidth forms included; some skip what
 * is blank before it.
 */
const FORMULA = /^[\s\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;
/** Numbers and phone numbers: nothing in them calls a function or names a cell. */
const NUMBER = /^[+-]?\d[\d ().,-]*(?:e[+-]?\d+)?$/i;

/** A cell that no spreadsheet runs: an apostrophe stands before what could be a formula. Plain numbers are none. */
export function spreadsheetCell(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
