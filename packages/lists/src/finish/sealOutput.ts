import { putJson, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { deleteOutput } from './deleteOutput.ts';
import { type Output, outputSchema } from './output.ts';

/** Makes an output the list's, for ever. The loser of a race deletes its own; both get the winner's. */
export async function sealOutput(store: Store, listId: string, output: Output): Promise<Output> {
  if ((await putJson(store, storeKeys.sealed(listId), output)) === 'stored') return output;
  const winner = await readSealed(store, listId);
  // The same output may be sealed twice: an answer that was lost is asked for again.
  if (winner?.nonce !== output.nonce) await deleteOutput(store, listId, output.nonce);
  if (winner === null) throw new Error(`The seal of ${listId} vanished: its list is being deleted`);
  return winner;
}

/** Null while the list is not sealed. */
export async function readSealed(store: Store, listId: string): Promise<Output | null> {
  return readJson(store, storeKeys.sealed(listId), outputSchema);
}
