import { z } from 'zod';
import { readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

const count = z.int().min(0);

const partitionSchema = z.object({ name: z.string(), records: count, bytes: count });
export type Partition = z.infer<typeof partitionSchema>;

export const splitDoneSchema = z.object({
  nonce: z.string(),
  /** Data rows, those without an address included. */
  rows: count,
  /** Rows whose address cell is empty or missing; they have no record. */
  empty: count,
  /** Cells of the widest row or of the header. */
  columns: count,
  /** Those that hold records; one at least. */
  partitions: z.array(partitionSchema).min(1),
  /** The domains of most rows, most frequent first. */
  frequentDomains: z.array(z.string()),
});
/** What split made of an upload: written once, first writer wins. */
export type SplitDone = z.infer<typeof splitDoneSchema>;

/** Null while the list is not split. */
export async function readSplitDone(store: Store, listId: string): Promise<SplitDone | null> {
  return readJson(store, storeKeys.splitDone(listId), splitDoneSchema);
}
