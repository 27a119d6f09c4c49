import type { ListFormat } from '@mailsift/intake';
import { finishList } from '../finish/finishList.ts';
import type { Output } from '../finish/output.ts';
import { sealOutput } from '../finish/sealOutput.ts';
import { createTestList, probeTestList, type TestList } from '../finish/testList.fixture.ts';
import { splitUpload } from '../split/splitUpload.ts';

export interface SealedList extends TestList {
  readonly sealed: Output;
}

/** A list that is canceled and sealed: what the fixture leaves open is pending. */
export async function createSealedList(upload: string, format: Partial<ListFormat> = {}): Promise<SealedList> {
  const list = await createTestList(upload, format);
  const splitDone = await splitUpload(list);
  await probeTestList(list, splitDone);
  const enrich = () => ({ geo: '', city: '', isp: '' });
  const about = { ...list, splitDone, hold: 'canceled', scratch: `${list.folder}/scratch`, enrich } as const;
  const output = await finishList({ ...about, now: () => 0 });
  return { ...list, sealed: await sealOutput(list.store, list.manifest.id, output) };
}

/** Rows of every fate, some flagged; the last cell is wide where `wide` is. */
export function mixedRows(count: number, wide = 0): string {
  const fates = ['yes', 'no', 'grey', 'dead', 'open'];
  const row = (at: number) =>
    `${at},${fates[(at * 7) % 5]}${at}${at % 4 === 0 ? '+x' : ''}@a.com,${'w'.repeat(wide)}\n`;
  return Array.from({ length: count }, (_, at) => row(at)).join('');
}
