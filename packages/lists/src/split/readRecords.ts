import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { lineWindows } from './lineWindows.ts';
import { parseRecord, type SplitRecord } from './splitRecord.ts';

/** Which partition of which split of which list. */
export interface PartitionAddress {
  readonly listId: string;
  readonly nonce: string;
  readonly partition: string;
}

/**
 * The records of a partition in the order of their rows, as windows of what is read at once (some thousand records).
 *
 * @throws Error when the partition is gone or damaged.
 */
export async function* readRecords(store: Store, at: PartitionAddress): AsyncGenerator<SplitRecord[], void, void> {
  const found = await store.read(storeKeys.partition(at.listId, at.nonce, at.partition));
  if (found === null) throw new Error(`Partition ${at.partition} of list ${at.listId} is not in the store`);
  for await (const lines of lineWindows(found.stream)) yield lines.map(parseRecord);
}
