import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

export const OUTPUT_KINDS = ['csv', 'ndjson', 'index'] as const;

/** Deletes what was written under a nonce. */
export async function deleteOutput(store: Store, listId: string, nonce: string): Promise<void> {
  for (const kind of OUTPUT_KINDS) await store.delete(storeKeys.output(listId, nonce, kind));
}
