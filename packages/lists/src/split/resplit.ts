import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { lineWindows } from './lineWindows.ts';
import { sliceOf } from './partitionHash.ts';
import { MOST_WRITERS, PartitionWriters } from './partitionWriters.ts';
import type { Partition } from './splitDone.ts';
import { identityOf, parseRecord } from './splitRecord.ts';

interface Resplit {
  readonly listId: string;
  readonly nonce: string;
  readonly partition: Partition;
  readonly partitionBytes: number;
}

/**
 * Divides a partition that a hot domain made too large by the hash of the whole address, so that equal addresses still
 * meet in one partition. Order is kept; the partition itself is deleted.
 */
export async function resplit(
  store: Store,
  { listId, nonce, partition, partitionBytes }: Resplit,
): Promise<Partition[]> {
  const keyOfName = (name: string) => storeKeys.partition(listId, nonce, name);
  const count = Math.min(Math.ceil(partition.bytes / partitionBytes), MOST_WRITERS);
  const names = Array.from({ length: count }, (_, part) => `${partition.name}-${part}`);
  const found = await store.read(keyOfName(partition.name));
  if (found === null) throw new Error(`Partition ${partition.name} of list ${listId} is not in the store`);
  const writers = new PartitionWriters(store, names, keyOfName);
  try {
    for await (const lines of lineWindows(found.stream)) {
      for (const line of lines) writers.add(sliceOf(identityOf(parseRecord(line)), 'address', count), `${line}\n`);
      await writers.flush();
    }
    const parts = await writers.finish();
    await store.delete(keyOfName(partition.name));
    return parts;
  } catch (error) {
    await writers.abandon();
    throw error;
  }
}
