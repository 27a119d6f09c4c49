import { createEnrichment } from '@mailsift/enrichment';
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
import type { FinishMessage, FinishTask } from './listTask.ts';

export async function finishInThread(
  { storageUrl, listId, scratch }: FinishTask,
  say: (message: FinishMessage) => void,
): Promise<FinishMessage> {
  const store = openStore(storageUrl);
  const manifest = await readManifest(store, listId);
  const splitDone = await readSplitDone(store, listId);
  const format = manifest === null ? null : await readFormat(store, manifest);
  if (manifest === null || splitDone === null || format === null || (await isDeleted(store, listId)))
    return { kind: 'nothing' };
  if ((await readSealed(store, listId)) !== null) return { kind: 'sealed' };
  const hold = holdOf(await readControls(store, listId));
  const enrichment = createEnrichment({ warn: (message) => say({ kind: 'warning', message }) });
  const output = await finishList({
    store,
    manifest,
    format,
    splitDone,
    hold: hold === 'paused' ? 'none' : hold,
    scratch,
    enrich: enrichment.lookUp,
    now: Date.now,
  });
  await sealOutput(store, listId, output);
  return { kind: 'sealed' };
}
