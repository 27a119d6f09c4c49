import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { OUTPUT_KINDS } from './deleteOutput.ts';
import { readSealed } from './sealOutput.ts';

/**
 * Deletes what a sealed list was made from, and outputs that were never sealed. The upload stays. Does nothing to a
 * list that is not sealed. May be interrupted and done again.
 */
export async function cleanList(store: Store, listId: string): Promise<void> {
  const sealed = await readSealed(store, listId);
  if (sealed === null) return;
  await store.delete(storeKeys.splits(listId));
  await store.delete(storeKeys.allCuts(listId));
  await store.delete(storeKeys.allResults(listId));
  await store.delete(storeKeys.allResolved(listId));
  const kept = new Set<string>(OUTPUT_KINDS.map((kind) => storeKeys.output(listId, sealed.nonce, kind)));
  const outputs = storeKeys.output(listId, '', 'csv').slice(0, -'.csv'.length);
  const left: string[] = [];
  for await (const key of store.list(storeKeys.list(listId))) {
    if (key.startsWith(outputs) && !kept.has(key)) left.push(key);
  }
  for (const key of left) await store.delete(key);
}
