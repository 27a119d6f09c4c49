import type { RowQuery } from '../api/lists.ts';

/** What the table of rows shows; empty is everything. */
export type RowFilter = RowQuery;

export const NO_FILTER: RowFilter = { status: '', event: '', flag: '', q: '' };

export function isFiltered(filter: RowFilter): boolean {
  return Object.values(filter).some((value) => value.trim() !== '');
}
