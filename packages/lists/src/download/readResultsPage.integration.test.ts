import { beforeAll, describe, expect, test } from 'vitest';
import { type PageOptions, readResultsPage } from './readResultsPage.ts';
import { createSealedList, mixedRows, type SealedList } from './sealedList.fixture.ts';

describe('a page of results', () => {
  let list: SealedList;
  beforeAll(async () => {
    list = await createSealedList(mixedRows(1_200), { emailColumn: 1 });
  });

  async function rowsOf(options: Partial<PageOptions>): Promise<number[][]> {
    const pages: number[][] = [];
    let cursor: string | null = null;
    do {
      const page = await readResultsPage({ ...list, filter: {}, ...options, cursor });
      pages.push(page.rows.map(({ row }) => row));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  }

  test('has 100 rows where nothing is asked, and says where the next one starts', async () => {
    const page = await readResultsPage({ ...list, filter: {} });
    expect([page.rows.length, page.nextCursor]).toEqual([100, '100']);
    expect(page.rows[0]).toMatchObject({ row: 0, columns: ['0', 'yes0+x@a.com', ''], result: { status: 'passed' } });
  });

  test('after page gives every row once', async () => {
    const pages = await rowsOf({ limit: 500 });
    expect(pages.map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(pages.flat()).toEqual(Array.from({ length: 1_200 }, (_, row) => row));
  });

  test('gives the rows that pass the filter', async () => {
    const rows = (await rowsOf({ filter: { status: ['passed'], flag: ['role'] }, limit: 7 })).flat();
    expect(rows).toEqual(Array.from({ length: 60 }, (_, at) => at * 20));
  });

  test('finds text in cells and addresses, in whatever case, and in nothing else', async () => {
    expect((await rowsOf({ q: ' YES15@A.com' })).flat()).toEqual([15]);
    expect((await rowsOf({ q: 'mailbox' })).flat()).toEqual([]);
    const quoted = await createSealedList('"say ""Hi""\n",yes1@a.com\nx,yes2@a.com\n', { emailColumn: 1 });
    const { rows } = await readResultsPage({ ...quoted, filter: {}, q: 'y "hi"' });
    expect(rows.map(({ row }) => row)).toEqual([0]);
  });

  test('past the end is empty', async () => {
    expect(await readResultsPage({ ...list, filter: {}, cursor: '5000' })).toEqual({ rows: [], nextCursor: null });
  });

  test.each(['-1', 'x', '1e9', ''])('does not start at %j', async (cursor) => {
    await expect(readResultsPage({ ...list, filter: {}, cursor })).rejects.toThrow('nextCursor');
  });
});
