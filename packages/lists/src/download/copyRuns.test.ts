import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INDEX_ENTRY, writeEntry } from '../finish/indexEntry.ts';
import { outcomeCode } from '../finish/outcomeCode.ts';
import type { Store } from '../store/store.ts';
import { copyRuns } from './copyRuns.ts';
import { rowTest } from './downloadFilter.ts';
import { scanIndex } from './scanIndex.ts';

const PASSED = outcomeCode('passed', 'mailbox_exists');
const FAILED = outcomeCode('failed', 'mailbox_does_not_exist');

interface TestRow {
  readonly passes: boolean;
  readonly length: number;
}

/** Reads come in pieces of a size: what a folder store gives in 256 KiB, at sizes where pieces end everywhere. */
function storeOf(objects: Readonly<Record<string, Buffer>>, pieceSize: number): Store {
  const unused = () => {
    throw new Error('not used here');
  };
  return {
    putIfAbsent: unused,
    list: unused,
    delete: unused,
    read: async (key, range) => {
      const whole = objects[key];
      if (whole === undefined) return null;
      const start = range?.start ?? 0;
      const bytes = whole.subarray(start, range?.length === undefined ? undefined : start + range.length);
      const count = Math.ceil(bytes.length / pieceSize);
      const pieces = Array.from({ length: count }, (_, at) => bytes.subarray(at * pieceSize, (at + 1) * pieceSize));
      return { size: whole.length, stream: Readable.from(pieces) };
    },
  };
}

function objectsOf(rows: readonly TestRow[]): { index: Buffer; csv: Buffer } {
  const index = Buffer.alloc((rows.length + 1) * INDEX_ENTRY);
  let csv = 0;
  for (const [at, { passes, length }] of [...rows, { passes: false, length: 0 }].entries()) {
    const code = passes ? PASSED : FAILED;
    writeEntry(index.subarray(at * INDEX_ENTRY), { csv, ndjson: 0, code, mask: 0 });
    csv += length;
  }
  return { index, csv: Buffer.from(rows.map(textOf).join('')) };
}

function textOf({ length }: TestRow, row: number): string {
  return String(row).repeat(length).slice(0, length);
}

async function copied(store: Store, fromRow: number, rows: number): Promise<string> {
  const pieces: Buffer[] = [];
  const scan = { store, key: 'index', file: 'csv', test: rowTest({ status: ['passed'] }), fromRow, rows } as const;
  for await (const { runs } of scanIndex(scan)) {
    for await (const piece of copyRuns(store, 'csv', runs)) pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

describe('the rows that pass', () => {
  const row = fc.record({ passes: fc.boolean(), length: fc.integer({ min: 1, max: 30 }) });

  test('are copied once and whole, wherever reads end', async () => {
    const sizes = fc.integer({ min: 1, max: 100 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), sizes, fc.nat(20), async (rows, pieceSize, fromRow) => {
        const store = storeOf(objectsOf(rows), pieceSize);
        const expected = rows.map((each, at) => (each.passes && at >= fromRow ? textOf(each, at) : ''));
        expect(await copied(store, fromRow, rows.length)).toBe(expected.join(''));
      }),
      { numRuns: 300 },
    );
  });

  test('are copied across gaps that are not worth reading', async () => {
    const lengths = [10, 200_000, 10, 100_000, 10, 150_000];
    const rows = lengths.map((length, at) => ({ passes: at % 2 === 0, length }));
    const expected = rows.map((each, at) => (each.passes ? textOf(each, at) : '')).join('');
    expect(await copied(storeOf(objectsOf(rows), 65_536), 0, rows.length)).toBe(expected);
  });

  test('of a file that is cut off are an error', async () => {
    const { index, csv } = objectsOf([{ passes: true, length: 20 }]);
    await expect(copied(storeOf({ index, csv: csv.subarray(0, 10) }, 7), 0, 1)).rejects.toThrow('shorter');
  });
});
