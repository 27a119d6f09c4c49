import { IntakeError } from '@mailsift/intake';
import { describe, expect, test } from 'vitest';
import { createTestList, type TestList } from '../finish/testList.fixture.ts';
import { readBytes } from '../store/readObject.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { readRecords } from './readRecords.ts';
import { readSplitDone, type SplitDone } from './splitDone.ts';
import { identityOf, type SplitRecord } from './splitRecord.ts';
import { type SplitOptions, splitUpload } from './splitUpload.ts';

async function split(list: TestList, options: Partial<SplitOptions> = {}): Promise<SplitDone> {
  return splitUpload({ ...list, ...options });
}

async function recordsOf({ store, manifest }: TestList, done: SplitDone): Promise<SplitRecord[][]> {
  return Promise.all(
    done.partitions.map(async ({ name }) => {
      const at = { listId: manifest.id, nonce: done.nonce, partition: name };
      const windows: SplitRecord[] = [];
      for await (const window of readRecords(store, at)) windows.push(...window);
      return windows;
    }),
  );
}

async function keysOf({ store, manifest }: TestList): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list(storeKeys.splits(manifest.id))) keys.push(key);
  return keys;
}

/** `hot` rows of one domain, then one row each of small ones; every tenth is said twice. */
function manyRows(hot: number, small: number): string {
  const address = (row: number) => (row < hot ? `user${row}@hot.com` : `user${row}@small${row}.com`);
  const rows = Array.from({ length: hot + small }, (_, row) => `${address(row)}\n`);
  return rows.map((row, at) => (at % 10 === 0 ? `${row}${row.toUpperCase()}` : row)).join('');
}

describe('splitUpload', () => {
  test('writes a record for every row that has something in its address cell', async () => {
    const text =
      'name,email\nAnn, <Ann@Example.COM> \nBob,bob at home\n"C\nD",\n   \nEve,"  ",x,y\nFay,fay@b\u00fccher.com\n';
    const list = await createTestList(text, { hasHeader: true, header: ['name', 'email'], emailColumn: 1 });
    const done = await split(list);
    expect(done).toMatchObject({ rows: 6, empty: 3, columns: 4, frequentDomains: [] });
    expect(await recordsOf(list, done)).toEqual([
      [
        { row: 0, kind: 'address', address: 'Ann@example.com' },
        { row: 1, kind: 'invalid', reason: 'no_at', cell: 'bob at home' },
        { row: 5, kind: 'address', address: 'fay@xn--bcher-kva.com' },
      ],
    ]);
  });

  test('puts each row into one partition, in order, and equal addresses into the same (R1)', async () => {
    const list = await createTestList(manyRows(0, 3_000));
    const done = await split(list, { partitionBytes: 8_000 });
    expect(done.partitions.length).toBeGreaterThan(5);
    const partitions = await recordsOf(list, done);
    for (const records of partitions) {
      const rows = records.map(({ row }) => row);
      expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    }
    const all = partitions.flat().map(({ row }) => row);
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: done.rows }, (_, row) => row));
    const identities = partitions.map((records) => new Set(records.map(identityOf)));
    const distinct = new Set(identities.flatMap((names) => [...names]));
    expect(identities.reduce((sum, { size }) => sum + size, 0)).toBe(distinct.size);
    expect(done.partitions.map(({ records }) => records)).toEqual(partitions.map(({ length }) => length));
  });

  test('divides the partition of a hot domain by the address, duplicates still together', async () => {
    const list = await createTestList(manyRows(3_000, 300));
    const done = await split(list, { partitionBytes: 8_000 });
    const parts = done.partitions.filter(({ name }) => name.includes('-'));
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...done.partitions.map(({ bytes }) => bytes))).toBeLessThan(2 * 8_000);
    const identities = (await recordsOf(list, done)).map((records) => new Set(records.map(identityOf)));
    expect(identities.reduce((sum, { size }) => sum + size, 0)).toBe(3_300);
    expect((await keysOf(list)).map((key) => key.split('/').at(-1))).not.toContain(parts[0]?.name.split('-')[0]);
    expect(done.frequentDomains).toEqual(['hot.com']);
  });

  test('makes the same of the same upload', async () => {
    const [one, other] = [await createTestList(manyRows(500, 500)), await createTestList(manyRows(500, 500))];
    const [first, second] = [
      await split(one, { partitionBytes: 3_000 }),
      await split(other, { partitionBytes: 3_000 }),
    ];
    expect({ ...first, nonce: '' }).toEqual({ ...second, nonce: '' });
    expect(await recordsOf(one, first)).toEqual(await recordsOf(other, second));
  });

  test('has one partition even for a list without an address', async () => {
    const list = await createTestList(',\n,\n');
    const done = await split(list);
    expect(done).toMatchObject({ rows: 2, empty: 2, partitions: [{ name: '000', records: 0, bytes: 0 }] });
    expect(await recordsOf(list, done)).toEqual([[]]);
  });

  test('split twice at once, gives both the same and leaves one set of partitions', async () => {
    const list = await createTestList(manyRows(200, 200));
    const [first, second] = await Promise.all([split(list), split(list)]);
    expect(first).toEqual(second);
    expect(await split(list)).toEqual(first);
    expect(await keysOf(list)).toEqual([storeKeys.partition(list.manifest.id, first.nonce, '000')]);
  });

  test('passes a fault of the file on and leaves nothing', async () => {
    const list = await createTestList(`${manyRows(0, 2_000)}"never closed\n`);
    await expect(split(list, { partitionBytes: 8_000 })).rejects.toThrow(IntakeError);
    expect(await keysOf(list)).toEqual([]);
    expect(await readSplitDone(list.store, list.manifest.id)).toBeNull();
  });

  test('stops when it is told to, and leaves nothing', async () => {
    const list = await createTestList(manyRows(0, 2_000));
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    await expect(split(list, { signal: stop.signal, onProgress })).rejects.toThrow();
    expect(await keysOf(list)).toEqual([]);
  });

  test('tells how far it is', async () => {
    const list = await createTestList(manyRows(0, 2_000));
    const told: number[] = [];
    const done = await split(list, { onProgress: ({ rows }) => told.push(rows) });
    expect(told.at(-1)).toBe(done.rows);
    expect(told.length).toBeGreaterThan(3);
  });

  test('keeps its mark as a file that can be read by itself', async () => {
    const list = await createTestList('a@example.com\n');
    const done = await split(list);
    expect(await readSplitDone(list.store, list.manifest.id)).toEqual(done);
    const bytes = await readBytes(list.store, storeKeys.partition(list.manifest.id, done.nonce, '000'));
    expect(bytes?.toString()).toBe('0\ta\ta@example.com\n');
  });
});
