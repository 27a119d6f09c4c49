import { ApiProblem } from '../../../http/apiProblem.ts';
import { dateOf } from './dateStyles.ts';
import type { Workbook } from './workbook.ts';
import { readXml, type XmlEvent } from './xmlEvents.ts';

/** Excel's own (XFD). */
const MOST_COLUMNS = 16_384;
const PIECE = 64 * 1024;

/** The rows of the sheet as CSV lines, cells in their columns. Rows without any cell are left out. @throws ApiProblem `broken_archive`. */
export async function* csvLines(workbook: Workbook): AsyncGenerator<Buffer> {
  let row: string[] = [];
  let cell: OpenCell | null = null;
  let text = '';
  for await (const event of readXml(await workbook.openSheet())) {
    const tag = `${event.kind} ${event.name}`;
    if (tag === 'open row') row = [];
    else if (tag === 'open c') cell = cellOf(event, row.length);
    else if (event.kind === 'text' && cell?.isReading === true) cell.text += event.text;
    else if (cell !== null && (event.name === 'v' || event.name === 't')) cell.isReading = event.kind === 'open';
    else if (cell !== null && tag === 'close c') {
      while (row.length < cell.column) row.push('');
      row[cell.column] = cellText(cell, workbook);
      cell = null;
    } else if (tag === 'close row') {
      if (row.some((value) => value !== '')) text += `${row.map(quoted).join(',')}\r\n`;
      if (text.length < PIECE) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}

interface OpenCell {
  /** From 0. */
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
  isReading: boolean;
}

function cellOf({ attributes }: XmlEvent, next: number): OpenCell {
  const letters = /^[A-Z]{1,3}/.exec(attributes.get('r') ?? '')?.[0];
  const column = letters === undefined ? next : columnOf(letters);
  if (column >= MOST_COLUMNS) throw new ApiProblem('broken_archive');
  const style = Number(attributes.get('s') ?? 0);
  return { column, type: attributes.get('t') ?? 'n', style, text: '', isReading: false };
}

/** `A` is 0, `Z` 25, `AA` 26. */
function columnOf(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** ECMA-376 part 1, 18.18.11. */
function cellText({ type, text, style }: OpenCell, { sharedStrings, dateStyles, is1904 }: Workbook): string {
  switch (type) {
    case 's':
      return sharedStrings[Number(text)] ?? '';
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return (dateStyles.has(style) && text !== '' ? dateOf(Number(text), is1904) : null) ?? plainNumber(text);
    default:
      return text;
  }
}

/** Long numbers (phones, ids) are stored with an exponent at times; a person never typed one. */
function plainNumber(text: string): string {
  return /e/i.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;
}

function quoted(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
