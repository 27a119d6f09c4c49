import { z } from 'zod';
import type { Output } from '../finish/output.ts';
import { type ResultRow, resultRowSchema } from '../finish/resultRow.ts';
import type { Manifest } from '../list/manifest.ts';
import { lineWindows } from '../split/lineWindows.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { copyRuns } from './copyRuns.ts';
import { type DownloadFilter, rowTest } from './downloadFilter.ts';
import { scanIndex } from './scanIndex.ts';

/** Rows looked at in one call: by their index alone, and by their text where it is searched. */
const MOST_INDEXED = 2_000_000;
const MOST_SEARCHED = 200_000;

const LARGEST_PAGE = 1_000;

/** Where the next page starts: a row number. */
export const pageCursorSchema = z.string().regex(/^\d{1,15}$/, 'Take the cursor from `nextCursor` of the page before.');

export interface PageOptions {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly sealed: Output;
  readonly filter: DownloadFilter;
  /** Text that a cell or the checked address has, in whatever case. */
  readonly q?: string | undefined;
  /** 1 to 1,000. Default 100. */
  readonly limit?: number | undefined;
  readonly cursor?: string | null | undefined;
}

export interface ResultsPage {
  readonly rows: readonly ResultRow[];
  /** Null after the last row. A page may be short, even empty, and still be followed by another. */
  readonly nextCursor: string | null;
}

/**
 * A page of rows with their results, in the order of the file.
 *
 * @throws ZodError for a cursor that is none.
 */
export async function readResultsPage(options: PageOptions): Promise<ResultsPage> {
  const { store, manifest, sealed, filter } = options;
  const total = sealed.rows.total;
  const limit = Math.min(LARGEST_PAGE, Math.max(1, options.limit ?? 100));
  const fromRow = options.cursor == null ? 0 : Number(pageCursorSchema.parse(options.cursor));
  if (fromRow >= total) return { rows: [], nextCursor: null };
  const search = searchOf(options.q ?? '');
  const scanned = Math.min(total - fromRow, search === null ? MOST_INDEXED : MOST_SEARCHED);
  const file = 'ndjson';
  const key = storeKeys.output(manifest.id, sealed.nonce, file);
  const index = storeKeys.output(manifest.id, sealed.nonce, 'index');
  const rows: ResultRow[] = [];
  const scan = { store, key: index, file, test: rowTest(filter), fromRow, rows: scanned } as const;
  for await (const { runs } of scanIndex(scan)) {
    for await (const lines of lineWindows(copyRuns(store, key, runs))) {
      for (const line of lines) {
        if (search !== null && !search.mayBeIn(line)) continue;
        const row = resultRowSchema.parse(JSON.parse(line));
        if (search !== null && !search.isIn(row)) continue;
        rows.push(row);
        if (rows.length === limit) return { rows, nextCursor: cursorAt(row.row + 1, total) };
      }
    }
  }
  return { rows, nextCursor: cursorAt(fromRow + scanned, total) };
}

function cursorAt(row: number, total: number): string | null {
  return row < total ? String(row) : null;
}

interface Search {
  /** A quick look at the text of the line; never false where `isIn` is true. */
  readonly mayBeIn: (line: string) => boolean;
  readonly isIn: (row: ResultRow) => boolean;
}

function searchOf(q: string): Search | null {
  const wanted = q.trim().toLowerCase();
  if (wanted === '') return null;
  const escaped = JSON.stringify(wanted).slice(1, -1).toLowerCase();
  return {
    mayBeIn: (line) => line.toLowerCase().includes(escaped),
    isIn: ({ columns, result }) => [...columns, result.email].some((text) => text.toLowerCase().includes(wanted)),
  };
}
