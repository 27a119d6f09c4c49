import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { type Cut, readCut } from './cut.ts';

/** The cuts of a partition in their order, one in memory at a time. */
export async function* cutsOf(
  store: Store,
  listId: string,
  partition: string,
): AsyncGenerator<{ readonly number: number; readonly cut: Cut }> {
  for (let number = 0; ; number++) {
    const cut = await readCut(store, listId, { partition, cut: number });
    if (cut === null) return;
    yield { number, cut };
  }
}

const RESULT = /\/(\d+\.\d+)\.(\d+)$/;

/** The last pass with a result file for each batch (`<offset>.<length>`) of a cut; a batch without one is not named. */
export async function passesOf(
  store: Store,
  listId: string,
  { partition, cut }: { readonly partition: string; readonly cut: number },
): Promise<ReadonlyMap<string, number>> {
  const passes = new Map<string, number>();
  for await (const key of store.list(storeKeys.results(listId, partition, cut))) {
    const [, batch, pass] = RESULT.exec(key) ?? [];
    if (batch === undefined || pass === undefined) continue;
    passes.set(batch, Math.max(passes.get(batch) ?? 0, Number(pass)));
  }
  return passes;
}
