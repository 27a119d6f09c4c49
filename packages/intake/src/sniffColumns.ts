import { isHeaderWord, matchEmailName, type NameMatch, plainName } from './columnNames.ts';
import { ambiguousEmailColumn, type IntakeProblem, noEmailColumn, unknownEmailColumn } from './problems.ts';
import { looksLikeAddress } from './sniffDelimiter.ts';

type Rows = readonly (readonly string[])[];

/** Whether the first row names the columns: it holds no address, and a known name or addresses below say that it should. */
export function sniffHeader(rows: Rows): boolean {
  const [first, ...rest] = rows;
  if (first === undefined || first.some((cell) => cell.includes('@'))) return false;
  if (first.some(isHeaderWord)) return true;
  return first.some(
    (cell, column) => /\p{L}/u.test(cell) && rest.some((cells) => looksLikeAddress(cells[column] ?? '')),
  );
}

/** The header's names as a person is shown them, one for each column there is. */
export function columnNames(header: readonly string[], rows: Rows): string[] {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), header.length);
  return Array.from({ length: width }, (_, column) => header[column]?.trim() || `column ${column + 1}`);
}

export type EmailColumn =
  | { readonly ok: true; readonly column: number; readonly confidence: number }
  | { readonly ok: false; readonly problem: IntakeProblem };

/** The column a caller asked for: by name first (exact, then letters and digits alone), then by number from 1. */
export function askedColumn(wanted: string, header: readonly string[], columns: readonly string[]): EmailColumn {
  const named = wanted.trim().toLowerCase();
  const exact = named === '' ? -1 : header.findIndex((name) => name.trim().toLowerCase() === named);
  const plain = plainName(wanted);
  const alike = plain === '' ? -1 : header.findIndex((name) => plainName(name) === plain);
  const number = /^\s*\d{1,4}\s*$/.test(wanted) ? Number(wanted) - 1 : -1;
  const found = [exact, number, alike].find((column) => column >= 0 && column < columns.length);
  if (found === undefined) return { ok: false, problem: unknownEmailColumn(wanted, columns) };
  return { ok: true, column: found, confidence: 1 };
}

interface Candidate {
  readonly column: number;
  readonly match: NameMatch;
  /** Addresses among the cells that are not empty. */
  readonly share: number;
  /** Addresses among all rows. */
  readonly coverage: number;
}

/** Below this share of addresses, a column is one of something else, unless its name says otherwise. */
const LEAST_SHARE = 0.3;

/** How much more of the rows one of two equally named columns must cover to be the one that is meant. */
const CLEAR_LEAD = 0.3;

const NAME_RANK = { exact: 2, partial: 1, none: 0 } as const satisfies Record<NameMatch, number>;
const NAME_BONUS = { exact: 0.3, partial: 0.2, none: 0.1 } as const satisfies Record<NameMatch, number>;

/** The column whose cells look like addresses, told apart by name and then by how many rows it covers. */
export function sniffEmailColumn(rows: Rows, header: readonly string[], columns: readonly string[]): EmailColumn {
  const all = columns.map((_, column) => measure(rows, header, column));
  const holding = all.filter(({ share }) => share >= LEAST_SHARE);
  const candidates = holding.length > 0 ? holding : all.filter(({ match }) => match === 'exact');
  const [best, next] = candidates.toSorted(
    (a, b) => NAME_RANK[b.match] - NAME_RANK[a.match] || b.coverage - a.coverage,
  );
  if (best === undefined) return { ok: false, problem: noEmailColumn(columns) };
  const lead = next === undefined ? 1 : best.coverage - next.coverage;
  const rivals = candidates.filter(({ match }) => match === best.match);
  if (rivals.length > 1 && lead < CLEAR_LEAD) {
    const names = rivals.map(({ column }) => columns[column] ?? '');
    return { ok: false, problem: ambiguousEmailColumn(names) };
  }
  return { ok: true, column: best.column, confidence: confidenceOf(best, candidates.length) };
}

function measure(rows: Rows, header: readonly string[], column: number): Candidate {
  let filled = 0;
  let found = 0;
  for (const cells of rows) {
    const cell = cells[column] ?? '';
    if (cell.trim() === '') continue;
    filled++;
    if (looksLikeAddress(cell)) found++;
  }
  return {
    column,
    match: matchEmailName(header[column] ?? ''),
    share: filled === 0 ? 0 : found / filled,
    coverage: rows.length === 0 ? 0 : found / rows.length,
  };
}

/** Mostly the share of addresses, raised by the name, lowered where other columns hold addresses and no name decides. */
function confidenceOf(best: Candidate, candidates: number): number {
  const sure = Math.min(1, 0.7 * best.share + NAME_BONUS[best.match]);
  const doubt = candidates > 1 && best.match !== 'exact' ? 0.7 : 1;
  return Math.round(sure * doubt * 100) / 100;
}
