import type { Delimiter } from '@mailsift/intake';

const SPECIAL = {
  ',': /[,"\r\n\ufeff]/,
  ';': /[;"\r\n\ufeff]/,
  '\t': /[\t"\r\n\ufeff]/,
  '|': /[|"\r\n\ufeff]/,
} as const satisfies Record<Delimiter, RegExp>;

/**
 * One record without its line end, quoted by RFC 4180 section 2 where it must be. A lone CR is quoted as well, because
 * many readers take it for a line end, and a byte order mark, which they would swallow at the start of a file.
 */
export function csvRow(cells: readonly string[], delimiter: Delimiter): string {
  const special = SPECIAL[delimiter];
  let row = '';
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? '';
    if (at > 0) row += delimiter;
    row += special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return row;
}
