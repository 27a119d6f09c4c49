import { deleteList, isDeleted, leaveInInbox, readManifest, readMarker, type Store, storeKeys } from '@mailsift/lists';
import { reconcileList } from './reconcileList.ts';
import type { World } from './world.ts';

export interface InboxOptions {
  readonly maxListAgeMs: number;
  /** How long what was under way when a list was deleted may still write. */
  readonly sweepAfterMs?: number;
}

/** A pass that was under way when its list was deleted has ended long before this. */
const SWEEP_AFTER_MS = 10 * 60_000;
/** An upload that takes longer has been given up. */
const ABANDONED_AFTER_MS = 24 * 60 * 60_000;

/** Looks at every list that left a marker in the inbox: uploaded, started or deleted, while Redis may have been away. */
export async function reconcileInbox(world: World, options: InboxOptions): Promise<void> {
  const { store } = world;
  const { maxListAgeMs, sweepAfterMs = SWEEP_AFTER_MS } = options;
  for await (const key of store.list(storeKeys.inboxes)) {
    const listId = key.slice(storeKeys.inboxes.length);
    const marker = await readMarker(store, storeKeys.inbox(listId));
    if (marker === null) continue;
    const tombstone = await readMarker(store, storeKeys.tombstone(listId));
    if (tombstone !== null) await sweep(world, listId, tombstone.at + sweepAfterMs);
    else if ((await readManifest(store, listId)) === null) await dropAbandoned(store, listId, marker.at);
    else if ((await reconcileList(world, listId, maxListAgeMs)) !== 'cold') await takeOut(store, listId);
  }
}

async function takeOut(store: Store, listId: string): Promise<void> {
  await store.delete(storeKeys.inbox(listId));
  // Deleted meanwhile, it has to be swept.
  if (await isDeleted(store, listId)) await leaveInInbox(store, listId);
}

async function sweep({ store, passes, catalogue }: World, listId: string, until: number): Promise<void> {
  const isLast = Date.now() > until;
  await passes.forget(listId);
  await deleteList(store, listId);
  if (!isLast) return;
  await catalogue.forgetEvents();
  await store.delete(storeKeys.inbox(listId));
}

async function dropAbandoned(store: Store, listId: string, uploadedAt: number): Promise<void> {
  if (Date.now() - uploadedAt < ABANDONED_AFTER_MS) return;
  await store.delete(storeKeys.list(listId));
  await store.delete(storeKeys.inbox(listId));
}
