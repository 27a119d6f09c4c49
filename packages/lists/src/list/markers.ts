import { z } from 'zod';
import { putJson, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { ageKeyOf, ownedKeyOf, readManifest } from './manifest.ts';

const markerSchema = z.object({ at: z.number() });
/** Something that holds since a time (epoch ms), such as a tombstone. */
export type Marker = z.infer<typeof markerSchema>;

export async function readMarker(store: Store, key: string): Promise<Marker | null> {
  return readJson(store, key, markerSchema);
}

/** Asks for a list to be looked at, as soon as there is a Redis to do it with. */
export async function leaveInInbox(store: Store, listId: string): Promise<void> {
  await putJson(store, storeKeys.inbox(listId), { at: Date.now() });
}

/** From here on the list does not exist, whatever else is still there of it. */
export async function writeTombstone(store: Store, listId: string): Promise<void> {
  await putJson(store, storeKeys.tombstone(listId), { at: Date.now() });
}

/** Deletes what a list has in the store, the tombstone and its place in the inbox excepted. May be done again. */
export async function deleteList(store: Store, listId: string): Promise<void> {
  // Its age and its owner's key can be found by the manifest alone, which goes after them.
  const manifest = await readManifest(store, listId);
  if (manifest !== null) {
    await store.delete(ageKeyOf(manifest));
    await store.delete(ownedKeyOf(manifest));
  }
  await store.delete(storeKeys.manifest(listId));
  await store.delete(storeKeys.list(listId));
}
