import { codeAt, INDEX_ENTRY, maskAt, offsetAt } from '../finish/indexEntry.ts';
import type { Store } from '../store/store.ts';
import type { RowTest } from './downloadFilter.ts';

/** Bytes of a file, `end` excluded: neighbouring rows that all pass. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** The runs of some rows. */
export interface RunWindow {
  readonly runs: readonly Run[];
  /** The row after the last one looked at. */
  readonly endRow: number;
}

export interface Scan {
  readonly store: Store;
  /** The key of the index. */
  readonly key: string;
  readonly file: 'csv' | 'ndjson';
  readonly test: RowTest;
  /** The first row looked at. Default 0. */
  readonly fromRow?: number;
  /** Rows looked at. Default: all. */
  readonly rows?: number;
}

/**
 * Finds the rows that pass, window by window as the index is read. A run ends with its window.
 *
 * @throws Error when there is no index.
 */
export async function* scanIndex({ store, key, file, test, fromRow = 0, rows }: Scan): AsyncGenerator<RunWindow> {
  // One entry more: a row ends where the next one starts.
  const length = rows === undefined ? undefined : (rows + 1) * INDEX_ENTRY;
  const start = fromRow * INDEX_ENTRY;
  const found = await store.read(key, length === undefined ? { start } : { start, length });
  if (found === null) throw new Error(`${key} is not in the store`);
  let rest: Buffer = Buffer.alloc(0);
  let row = fromRow;
  for await (const piece of found.stream) {
    const index = Buffer.concat([rest, piece]);
    const entries = Math.floor(index.length / INDEX_ENTRY) - 1;
    if (entries > 0) {
      row += entries;
      yield { runs: runsOf(index, entries, { file, test }), endRow: row };
    }
    rest = index.subarray(Math.max(0, entries) * INDEX_ENTRY);
  }
}

function runsOf(index: Buffer, entries: number, { file, test }: Pick<Scan, 'file' | 'test'>): Run[] {
  const runs: Run[] = [];
  let start = -1;
  for (let entry = 0; entry <= entries; entry++) {
    const at = entry * INDEX_ENTRY;
    const passes = entry < entries && test.codes[codeAt(index, at)] === 1 && test.masks[maskAt(index, at)] === 1;
    if (passes && start < 0) start = offsetAt(index, at, file);
    if (passes || start < 0) continue;
    runs.push({ start, end: offsetAt(index, at, file) });
    start = -1;
  }
  return runs;
}
