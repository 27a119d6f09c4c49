import { type BatchEntry, keyOf, readBatch, readDecided } from '../cut/cut.ts';
import { cutsOf, passesOf } from '../cut/cutsOf.ts';
import type { AddressResult, BatchAddress } from '../result/addressResult.ts';
import { readPass } from '../result/resultFile.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

/** What the store says of an address: its verdict, else what its last pass left, else that it was to be asked. */
export type Found =
  | { readonly kind: 'decided'; readonly result: AddressResult }
  | { readonly kind: 'waiting'; readonly result: AddressResult }
  | { readonly kind: 'not_asked'; readonly address: BatchAddress };

export interface FoundIn {
  readonly store: Store;
  readonly listId: string;
  readonly partition: string;
  /** Told the lane of every batch. */
  readonly onBatch: (lane: string, addresses: number) => void;
}

/** Batches read at once: each is a handful of small files. */
const AT_ONCE = 16;

/** Everything that is known of a partition's addresses, in no order; faulty cells are left to their records. */
export async function* foundResults(at: FoundIn): AsyncGenerator<Found[], void, void> {
  const { store, listId, partition } = at;
  for await (const { number, cut } of cutsOf(store, listId, partition)) {
    const decided: Found[] = [];
    for await (const result of readDecided(store, storeKeys.cut(listId, partition, number))) {
      if (result.event !== 'invalid_syntax') decided.push({ kind: 'decided', result });
    }
    yield decided;
    const passes = await passesOf(store, listId, { partition, cut: number });
    const groups = groupsOf(cut.entries);
    // The next batches are on their way while the caller is busy with these.
    let coming = foundInGroup(at, groups[0] ?? [], passes);
    for (const [index, entries] of groups.entries()) {
      const found = await coming;
      coming = foundInGroup(at, groups[index + 1] ?? [], passes);
      for (const { lane, addresses } of entries) at.onBatch(lane, addresses);
      yield* found;
    }
  }
}

function groupsOf(entries: readonly BatchEntry[]): BatchEntry[][] {
  const groups: BatchEntry[][] = [];
  for (let from = 0; from < entries.length; from += AT_ONCE) groups.push(entries.slice(from, from + AT_ONCE));
  return groups;
}

function foundInGroup(
  at: FoundIn,
  entries: readonly BatchEntry[],
  passes: ReadonlyMap<string, number>,
): Promise<Found[][]> {
  const found = Promise.all(entries.map((entry) => foundInBatch(at, entry, passes)));
  // Whoever awaits it gets the error; a caller that stopped before that never does.
  found.catch(() => undefined);
  return found;
}

async function foundInBatch(
  { store, listId }: FoundIn,
  { id }: BatchEntry,
  passes: ReadonlyMap<string, number>,
): Promise<Found[]> {
  const last = passes.get(`${id.offset}.${id.length}`) ?? 0;
  const found = new Map<string, Found>();
  for (let pass = 1; pass <= last; pass++) {
    const file = await readPass(store, { listId, batch: id, pass });
    for (const result of file?.results ?? []) {
      const key = keyOf(result.address);
      if (found.get(key)?.kind === 'decided') continue;
      found.set(key, { kind: result.retry === null ? 'decided' : 'waiting', result });
    }
  }
  if (found.size > 0) return [...found.values()];
  const batch = await readBatch(store, listId, id);
  const addresses = batch?.domains.flatMap((domain) => domain.addresses) ?? [];
  return addresses.map((address) => ({ kind: 'not_asked', address }));
}
