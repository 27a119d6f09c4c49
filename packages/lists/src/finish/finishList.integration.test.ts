import { readdir } from 'node:fs/promises';
import { DELIMITERS, type ListFormat } from '@mailsift/intake';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SplitDone } from '../split/splitDone.ts';
import { splitUpload } from '../split/splitUpload.ts';
import { readBytes } from '../store/readObject.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { outputHeader } from './csvColumns.ts';
import { csvRow } from './csvRow.ts';
import { type FinishOptions, finishList } from './finishList.ts';
import type { Output } from './output.ts';
import { type ResultRow, resultRowSchema } from './resultRow.ts';
import { createTestList, probeTestList, type TestList, verdictOf } from './testList.fixture.ts';

const NOW = Date.UTC(2024, 2, 1);
let runs = 0;

async function finish(list: TestList, splitDone: SplitDone, options: Partial<FinishOptions> = {}): Promise<Output> {
  const scratch = `${list.folder}/scratch-${runs++}`;
  const enrich = () => ({ geo: 'DE', city: '', isp: '' });
  return finishList({ ...list, splitDone, hold: 'none', scratch, enrich, now: () => NOW, ...options });
}

async function csvOf({ store, manifest }: TestList, { nonce }: Output): Promise<Buffer> {
  return (await readBytes(store, storeKeys.output(manifest.id, nonce, 'csv'))) ?? Buffer.alloc(0);
}

async function ndjsonOf({ store, manifest }: TestList, { nonce }: Output): Promise<ResultRow[]> {
  const bytes = await readBytes(store, storeKeys.output(manifest.id, nonce, 'ndjson'));
  const lines = bytes?.toString().split('\n').slice(0, -1) ?? [];
  return lines.map((line) => resultRowSchema.parse(JSON.parse(line)));
}

const addressCell = fc.oneof(
  fc
    .tuple(fc.constantFrom('yes', 'No', 'LATE', 'dead'), fc.nat(5), fc.constantFrom('a.com', 'B.com', 'gmial.com'))
    .map(([word, number, domain]) => `${word}${number > 3 ? '+x' : number}@${domain}`),
  fc.constantFrom('', '  ', 'no address', 'a@b@c', 'two\nlines@x', '<yes1@a.com>', 'yes1@A.COM', '"', ','),
);
const otherCell = fc
  .array(fc.constantFrom('a', 'ü', ',', ';', '\t', '|', '"', '\n', '\r', ' ', '='))
  .map((x) => x.join(''));
const rowOf = fc.tuple(otherCell, addressCell, fc.array(otherCell, { maxLength: 3 }));
const table = fc.record({
  rows: fc.array(
    fc.oneof(
      { arbitrary: rowOf.map(([first, email, rest]) => [first, email, ...rest]), weight: 9 },
      {
        // A ragged row that ends before its address; not one that would be an empty line.
        arbitrary: otherCell.map((cell) => [`x${cell}`]),
        weight: 1,
      },
    ),
    { maxLength: 40 },
  ),
  header: fc.constantFrom<readonly string[]>([], ['id', 'email'], ['mailsift_status', 'E-Mail', 'a "b"', ',', '']),
  delimiter: fc.constantFrom(...DELIMITERS),
  lineEnd: fc.constantFrom('\n', '\r\n'),
});

describe('finishList', () => {
  test('gives back every row once, in order and unchanged, with the verdict of its address (R1, R2)', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, header, delimiter, lineEnd }) => {
        const hasHeader = header.length > 0;
        const lines = (hasHeader ? [header, ...rows] : rows).map((cells) => csvRow(cells, delimiter) + lineEnd);
        const format: Partial<ListFormat> = { delimiter, header, hasHeader, emailColumn: 1 };
        const list = await createTestList(lines.join(''), format);
        const splitDone = await splitUpload({ ...list, partitionBytes: 200 });
        await probeTestList(list, splitDone);
        const output = await finish(list, splitDone);
        expectOutput({ rows, header, csv: (await csvOf(list, output)).toString(), delimiter, output });
        const results = await ndjsonOf(list, output);
        expect(results.map(({ row, columns }) => [row, columns])).toEqual(rows.map((cells, row) => [row, cells]));
      }),
      { numRuns: 40 },
    );
  });

  test('writes a row without an address as failed, and one with a faulty address with its reason', async () => {
    const list = await createTestList('1,\n2,nobody\n3\n', { emailColumn: 1 });
    const output = await finish(list, await splitUpload(list));
    const results = (await ndjsonOf(list, output)).map(({ result }) => result);
    expect(results.map(({ email, status, event, cause, rule }) => [email, status, event, cause, rule])).toEqual([
      ['', 'failed', 'invalid_syntax', 'empty', 'empty'],
      ['nobody', 'failed', 'invalid_syntax', 'syntax', 'syntax-no-at'],
      ['', 'failed', 'invalid_syntax', 'empty', 'empty'],
    ]);
    expect(output).toMatchObject({ rows: { total: 3, duplicate: 0, empty: 2 }, addresses: { total: 1, done: 1 } });
  });

  test('finishes a list without rows', async () => {
    const list = await createTestList('email\n', { hasHeader: true, header: ['email'] });
    const output = await finish(list, await splitUpload(list));
    expect(output.rows).toEqual({ total: 0, duplicate: 0, empty: 0 });
    expect((await csvOf(list, output)).toString()).toBe(`${outputHeader(['email'], 1).join(',')}\n`);
  });

  test('refuses a list that is not complete, and leaves nothing behind', async () => {
    for (const text of ['yes1@a.com\ngrey1@a.com\n', 'open1@a.com\n']) {
      const list = await createTestList(text);
      const splitDone = await splitUpload(list);
      await probeTestList(list, splitDone);
      const before = await filesIn(list.folder);
      await expect(finish(list, splitDone)).rejects.toThrow('not complete');
      expect(await filesIn(list.folder)).toEqual(before);
    }
  });

  test('refuses an upload that is not the one that was split', async () => {
    const list = await createTestList('yes1@a.com\nyes2@a.com\n');
    const splitDone = await splitUpload(list);
    await probeTestList(list, splitDone);
    const other = await createTestList('yes1@a.com\n');
    const upload = await readBytes(other.store, storeKeys.upload(other.manifest.id, 'u1'));
    await list.store.delete(storeKeys.upload(list.manifest.id, 'u1'));
    await list.store.putIfAbsent(storeKeys.upload(list.manifest.id, 'u1'), upload ?? '');
    await expect(finish(list, splitDone)).rejects.toThrow('fewer rows');
  });

  test('stops when it is told to, and leaves nothing behind', async () => {
    const list = await createTestList('yes1@a.com\n');
    const splitDone = await splitUpload(list);
    const before = await filesIn(list.folder);
    await expect(finish(list, splitDone, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
    expect(await filesIn(list.folder)).toEqual(before);
  });
});

interface Expected {
  readonly rows: readonly string[][];
  readonly header: readonly string[];
  readonly csv: string;
  readonly delimiter: string;
  readonly output: Output;
}

function expectOutput({ rows, header, csv, delimiter, output }: Expected): void {
  const parsed: string[][] = parse(csv, { delimiter, record_delimiter: '\n' });
  const columns = Math.max(header.length, ...rows.map(({ length }) => length));
  if (header.length > 0) expect(parsed.shift()).toEqual(outputHeader(header, columns));
  expect(parsed.map((cells) => cells.slice(0, columns))).toEqual(
    rows.map((cells) => [...cells, ...new Array<string>(columns - cells.length).fill('')]),
  );
  const ours = parsed.map((cells) => cells.slice(columns));
  expect(ours.map(([status, event]) => [status, event])).toEqual(rows.map(expectedOf));
  const { counts, rows: counted } = output;
  expect(counts.passed + counts.failed + counts.unknown + counts.pending).toBe(rows.length);
  for (const status of ['passed', 'failed', 'unknown', 'pending'] as const) {
    expect(counts[status]).toBe(ours.filter((cells) => cells[0] === status).length);
  }
  expect(Object.values(output.events).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  expect(output.flags.role ?? 0).toBe(ours.filter((cells) => cells[6] === 'true').length);
  expect(output.addresses.total + counted.duplicate + counted.empty).toBe(counted.total);
  expect(output.addresses.done).toBe(output.addresses.total);
}

/** What the test's own mail world says of a row, by its second cell. */
function expectedOf(cells: readonly string[]): [string, string] {
  const address = (cells[1] ?? '').trim().replace(/^<(.*)>$/, '$1');
  if (!/^[a-z0-9+]+@[a-z.]+$/i.test(address)) return ['failed', 'invalid_syntax'];
  const { status, event } = verdictOf(address);
  return [status, event];
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .toSorted();
}
