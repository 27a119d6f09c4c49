import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { waitUntil } from '@mailsift/testing';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { cleanList } from '../finish/cleanList.ts';
import { createTestList, probeTestList, type TestList } from '../finish/testList.fixture.ts';
import { splitUpload } from '../split/splitUpload.ts';
import type { Download } from './openDownload.ts';
import { openPartial, type PartialOptions } from './openPartial.ts';
import { createSealedList, mixedRows } from './sealedList.fixture.ts';

async function openFrom(list: TestList, options: Partial<PartialOptions> = {}): Promise<Download> {
  const folder = `${list.folder}/partials`;
  await mkdir(folder, { recursive: true });
  const splitDone = await splitUpload(list);
  const enrich = () => ({ geo: '', city: '', isp: '' });
  const about = { ...list, listFormat: list.format, splitDone, enrich, now: () => 0, folder };
  return openPartial({ ...about, filter: {}, format: 'csv', ...options });
}

async function isCleanedUp(list: TestList): Promise<void> {
  await waitUntil(async () => (await readdir(`${list.folder}/partials`)).length === 0);
}

async function runningList(): Promise<TestList> {
  const list = await createTestList(mixedRows(50), { emailColumn: 1 });
  await probeTestList(list, await splitUpload(list));
  return list;
}

describe('the download of a running list', () => {
  test('has every row, what is open as pending, and leaves no copy', async () => {
    const list = await runningList();
    const { stream, size } = await openFrom(list);
    const csv = await text(stream);
    expect(size).toBe(csv.length);
    const parsed: string[][] = parse(csv);
    expect(parsed.map((cells) => cells[0])).toEqual(Array.from({ length: 50 }, (_, row) => String(row)));
    expect(parsed.filter((cells) => cells[3] === 'pending')).toHaveLength(20);
    await isCleanedUp(list);
  });

  test('that is broken off leaves no copy', async () => {
    const list = await runningList();
    const { stream } = await openFrom(list, { filter: { status: ['passed'] } });
    stream.destroy();
    await once(stream, 'close');
    await isCleanedUp(list);
  });

  test('that fails leaves no copy', async () => {
    const list = await runningList();
    await splitUpload(list);
    await list.store.delete(`lists/${list.manifest.id}/split/`);
    await expect(openFrom(list)).rejects.toThrow('not in the store');
    await isCleanedUp(list);
  });

  test('that was sealed and cleaned meanwhile is the sealed one', async () => {
    const list = await createSealedList(mixedRows(50), { emailColumn: 1 });
    await cleanList(list.store, list.manifest.id);
    const { stream } = await openFrom(list);
    const parsed: string[][] = parse(await text(stream));
    expect(parsed).toHaveLength(50);
    await isCleanedUp(list);
  });
});
