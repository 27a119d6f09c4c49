import { parentPort, workerData } from 'node:worker_threads';
import {
  finishList,
  holdOf,
  isDeleted,
  openStore,
  readControls,
  readFormat,
  readManifest,
  readSealed,
  readSplitDone,
  sealOutput,
} from '@mailsift/lists';
import { z } from 'zod';
import type { FinishMessage } from './finish.ts';

const { storageUrl, listId, scratch } = z
  .object({ storageUrl: z.string(), listId: z.string(), scratch: z.string() })
  .parse(workerData);

async function run(): Promise<FinishMessage> {
  const store = openStore(storageUrl);
  const manifest = await readManifest(store, listId);
  const splitDone = await readSplitDone(store, listId);
  const format = manifest === null ? null : await readFormat(store, manifest);
  if (manifest === null || splitDone === null || format === null || (await isDeleted(store, listId))) return 'nothing';
  if ((await readSealed(store, listId)) !== null) return 'sealed';
  const hold = holdOf(await readControls(store, listId));
  const output = await finishList({
    store,
    manifest,
    format,
    splitDone,
    hold: hold === 'paused' ? 'none' : hold,
    scratch,
    enrich: () => ({ geo: '', city: '', isp: '' }),
    now: Date.now,
  });
  await sealOutput(store, listId, output);
  return 'sealed';
}

parentPort?.postMessage(await run());
