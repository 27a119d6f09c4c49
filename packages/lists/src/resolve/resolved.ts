import { z } from 'zod';
import { putJson, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

const count = z.int().min(0);
const resolvedSchema = z.object({ cuts: count, addresses: count, records: count });
/** Written after the last cut of a partition: how many cuts, unique addresses (faulty cells too) and records it has. */
export type Resolved = z.infer<typeof resolvedSchema>;

export interface PartitionOfList {
  readonly listId: string;
  readonly partition: string;
}

export async function writeResolved(store: Store, at: PartitionOfList, resolved: Resolved): Promise<void> {
  await putJson(store, storeKeys.resolved(at.listId, at.partition), resolved);
}

export async function readResolved(store: Store, at: PartitionOfList): Promise<Resolved | null> {
  return readJson(store, storeKeys.resolved(at.listId, at.partition), resolvedSchema);
}
