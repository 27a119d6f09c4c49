import { text } from 'node:stream/consumers';
import { FLAGS } from '@mailsift/signals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROW_STATUSES } from '../finish/outcomeCode.ts';
import { type ResultRow, resultRowSchema } from '../finish/resultRow.ts';
import type { DownloadFilter } from './downloadFilter.ts';
import { type DownloadOptions, openDownload } from './openDownload.ts';
import { createSealedList, mixedRows, type SealedList } from './sealedList.fixture.ts';

const ROWS = 3_000;
const HEADER = ['id', 'email', 'note'];
const WITH_HEADER = { hasHeader: true, header: HEADER, emailColumn: 1 };

async function download(list: SealedList, options: Partial<DownloadOptions> = {}): Promise<string> {
  const { stream } = await openDownload({ ...list, filter: {}, ...options, format: options.format ?? 'csv' });
  return text(stream);
}

function resultRows(ndjson: string): ResultRow[] {
  return ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => resultRowSchema.parse(JSON.parse(line)));
}

describe('a download', () => {
  let list: SealedList;
  let all: ResultRow[];
  let csv: string[][];
  beforeAll(async () => {
    list = await createSealedList(`${HEADER.join(',')}\n${mixedRows(ROWS, 150)}`, WITH_HEADER);
    all = resultRows(await download(list, { format: 'ndjson' }));
    csv = parse(await download(list));
  });

  test('without a filter is the whole output, its size known', async () => {
    const { stream, size } = await openDownload({ ...list, filter: {}, format: 'csv' });
    expect((await text(stream)).length).toBe(size);
    expect([all.length, csv.length]).toEqual([ROWS, ROWS + 1]);
  });

  test('with a filter has the rows that pass, in order, and the header always', async () => {
    const some = <const Word extends string>(words: readonly Word[]) => fc.subarray([...words], { maxLength: 2 });
    const filters = fc.record({ status: some(ROW_STATUSES), flag: some(FLAGS), exclude: some(FLAGS) });
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const expected = all.filter((row) => passes(row, filter));
        expect(resultRows(await download(list, { filter, format: 'ndjson' }))).toEqual(expected);
        const parsed: string[][] = parse(await download(list, { filter }));
        expect(parsed).toEqual([csv[0], ...expected.map(({ row }) => csv[row + 1])]);
      }),
      { numRuns: 30 },
    );
  });

  test('of nothing is the header alone', async () => {
    const parsed: string[][] = parse(await download(list, { filter: { event: ['blacklisted_domain'] } }));
    expect(parsed).toEqual([csv[0]]);
    expect(await download(list, { filter: { event: ['blacklisted_domain'] }, format: 'ndjson' })).toBe('');
  });

  test('says what it is', async () => {
    const about = async (options: Partial<DownloadOptions>) => {
      const { stream, ...rest } = await openDownload({ ...list, filter: {}, format: 'csv', ...options });
      stream.destroy();
      return [rest.contentType, rest.fileName];
    };
    expect(await about({})).toEqual(['text/csv; charset=utf-8; header=present', 'contacts-verified.csv']);
    expect(await about({ format: 'ndjson' })).toEqual(['application/x-ndjson', 'contacts-verified.ndjson']);
    const tabs = { ...list.format, delimiter: '\t' } as const;
    expect(await about({ listFormat: tabs })).toEqual([
      'text/tab-separated-values; charset=utf-8',
      'contacts-verified.tsv',
    ]);
  });

  test('can be left in the middle', async () => {
    const { stream } = await openDownload({ ...list, filter: { status: ['passed'] }, format: 'csv' });
    for await (const piece of stream) if (piece.length > 0) break;
    expect(stream.destroyed).toBe(true);
  });

  test('safe for spreadsheets has the same rows, cells that could run marked', async () => {
    const text = '=x,email\n=1+1,yes1@a.com\n"-5",no1@a.com,"@a\n"\n';
    const risky = await createSealedList(text, { hasHeader: true, header: ['=x', 'email'], emailColumn: 1 });
    const parsed: string[][] = parse(await download(risky, { safe: 'spreadsheet' }));
    expect(parsed.map((cells) => cells.slice(0, 4))).toEqual([
      ["'=x", 'email', '', 'mailsift_status'],
      ["'=1+1", 'yes1@a.com', '', 'passed'],
      ['-5', 'no1@a.com', "'@a\n", 'failed'],
    ]);
    const filtered: string[][] = parse(await download(risky, { safe: 'spreadsheet', filter: { status: ['failed'] } }));
    expect(filtered).toEqual([parsed[0], parsed[2]]);
    const plain: string[][] = parse(await download(list, { safe: 'spreadsheet' }));
    expect(plain).toEqual(csv);
  });
});

test('a list without a header is downloaded without one', async () => {
  const list = await createSealedList(mixedRows(20), { emailColumn: 1 });
  const parsed: string[][] = parse(await download(list, { filter: { status: ['passed'] } }));
  expect(parsed.map((cells) => cells[3])).toEqual(['passed', 'passed', 'passed', 'passed']);
});

test('a list that is gone is an error', async () => {
  const list = await createSealedList('yes1@a.com\n');
  await list.store.delete(`lists/${list.manifest.id}/`);
  await expect(download(list)).rejects.toThrow('not in the store');
  await expect(download(list, { filter: { status: ['passed'] } })).rejects.toThrow('not in the store');
});

function passes({ result }: ResultRow, { status = [], flag = [], exclude = [] }: DownloadFilter): boolean {
  const flags = FLAGS.filter((name) => {
    if (name === 'typo') return result.emailSuggested !== null;
    return (name === 'role' && result.isRoleAccount) || (name === 'free' && result.isFreeService);
  });
  if (status.length > 0 && !status.includes(result.status)) return false;
  if (flag.length > 0 && !flag.some((name) => flags.includes(name))) return false;
  return !exclude.some((name) => flags.includes(name));
}
