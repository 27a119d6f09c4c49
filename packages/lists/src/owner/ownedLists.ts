import { isDeleted, type Manifest, ownedKeyOf, readManifest } from '../list/manifest.ts';
import { hasObject, putJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

export interface OwnedListsOptions {
  readonly store: Store;
  readonly owner: string;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Epoch ms. */
  readonly now?: number;
}

export interface OwnedLists {
  /** Newest first. */
  readonly manifests: readonly Manifest[];
  /** Null: there are no more. It stays good when lists come and go. */
  readonly nextCursor: string | null;
}

/** A place in the order: when a list was made, and its id. */
const CURSOR = /^\d{13,16}\.[a-z0-9]{8,40}$/;

export function isListsCursor(cursor: string): boolean {
  return CURSOR.test(cursor);
}

/** The manifest comes right after its owner's key; what is without one for so long was an upload that died between them. */
const ORPHANED_MS = 60 * 60_000;

/**
 * A page of an owner's lists. Reads the names of the owner's lists and the manifests of the page, whatever else is in the store.
 */
export async function readOwnedLists(options: OwnedListsOptions): Promise<OwnedLists> {
  const { store, owner, limit, cursor, now = Date.now() } = options;
  await indexOwners(store);
  const names = await namesOf(store, owner);
  const manifests: Manifest[] = [];
  for (const name of names) {
    if (cursor !== undefined && name >= cursor) continue;
    const found = await findNamed(store, owner, name, now);
    if (found === null) continue;
    if (manifests.length === limit) return { manifests, nextCursor: cursorOf(manifests.at(-1)) };
    manifests.push(found);
  }
  return { manifests, nextCursor: null };
}

/** Newest first. They are of equal lengths up to the id, so that the order of the texts is that of the times. */
async function namesOf(store: Store, owner: string): Promise<string[]> {
  const prefix = storeKeys.owner(owner);
  const names: string[] = [];
  for await (const key of store.list(prefix)) names.push(key.slice(prefix.length));
  return names.sort((a, b) => (a < b ? 1 : -1));
}

async function findNamed(store: Store, owner: string, name: string, now: number): Promise<Manifest | null> {
  const [at = '', id = ''] = name.split('.');
  const key = storeKeys.owner(owner) + name;
  const manifest = isListsCursor(name) ? await readManifest(store, id) : null;
  if (manifest === null && Number(at) < now - ORPHANED_MS) await store.delete(key);
  // Two uploads with one idempotency key may both have left a key: the manifest says which is its own.
  if (manifest === null || ownedKeyOf(manifest) !== key) return null;
  return (await isDeleted(store, id)) ? null : manifest;
}

function cursorOf(manifest: Manifest | undefined): string | null {
  return manifest === undefined ? null : ownedKeyOf(manifest).slice(storeKeys.owner(manifest.owner).length);
}

/** Once in the life of a store: lists of a version that wrote no keys for owners get theirs. May be interrupted and done again. */
async function indexOwners(store: Store): Promise<void> {
  if (await hasObject(store, storeKeys.ownersIndexed)) return;
  for await (const key of store.list(storeKeys.manifests)) {
    const manifest = await readManifest(store, key.slice(storeKeys.manifests.length));
    if (manifest === null) continue;
    await store.putIfAbsent(ownedKeyOf(manifest), '');
    // Deleted meanwhile: its key went before the manifest did, and is not to come back.
    if ((await readManifest(store, manifest.id)) === null) await store.delete(ownedKeyOf(manifest));
  }
  await putJson(store, storeKeys.ownersIndexed, { at: Date.now() });
}
