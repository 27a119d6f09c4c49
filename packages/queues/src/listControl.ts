import type { ListFormat } from '@mailsift/intake';
import {
  type Control,
  commitManifest,
  deleteList,
  isDeleted,
  type ListView,
  leaveInInbox,
  type Manifest,
  noteWebhook,
  type OwnedLists,
  type OwnedListsOptions,
  type PaceOf,
  readManifest,
  readOwnedLists,
  readProgress,
  readSealed,
  startList,
  storeKeys,
  viewList,
  writeControl,
} from '@mailsift/lists';
import { reconcileList } from './reconcile/reconcileList.ts';
import { removeList } from './reconcile/removeList.ts';
import type { World } from './reconcile/world.ts';

/**
 * What people do to lists. The store is told first and decides; Redis is told after that, and where it is away the
 * upkeep tells it later, so that none of these fails for want of Redis.
 */
export interface ListControl {
  /** Makes an upload a list. Where one with the same id was first, gives that one's manifest; null: it was deleted. */
  accept(manifest: Manifest): Promise<Manifest | null>;
  /** Starts a `ready` list; a list that was started already stays as it is. */
  start(listId: string, format: ListFormat): Promise<void>;
  view(manifest: Manifest): Promise<ListView>;
  /** A page of an owner's lists, newest first. */
  owned(options: Omit<OwnedListsOptions, 'store'>): Promise<OwnedLists>;
  /** Null: not there, deleted, or somebody else's. */
  find(owner: string, listId: string): Promise<Manifest | null>;
  control(listId: string, control: Exclude<Control, 'expire'>): Promise<void>;
  remove(listId: string): Promise<void>;
}

export interface ListControlOptions extends World {
  readonly maxListAgeMs: number;
  /** What lanes are permitted, for the time a list will take. */
  readonly paceOf?: PaceOf;
  /** Told why Redis could not be told. */
  readonly onRedisError: (error: unknown) => void;
}

/** How long a request waits for Redis; what it would have been told is then the upkeep's to tell. */
const PATIENCE_MS = 1_000;

export function createListControl(options: ListControlOptions): ListControl {
  const { store, redis, keys, passes, maxListAgeMs, paceOf, onRedisError } = options;
  const tell = async <T>(telling: () => Promise<T>): Promise<T | null> => {
    if (redis.status !== 'ready') return null;
    const told = telling().catch((error: unknown) => {
      onRedisError(error);
      return null;
    });
    return Promise.race([told, afterPatience()]);
  };
  const announce = async (listId: string) => {
    await leaveInInbox(store, listId);
    const told = await tell(() => reconcileList(options, listId, maxListAgeMs));
    if (told !== null && told !== 'cold') await store.delete(storeKeys.inbox(listId));
  };
  const find: ListControl['find'] = async (owner, listId) => {
    const manifest = await readManifest(store, listId);
    if (manifest === null || manifest.owner !== owner || (await isDeleted(store, listId))) return null;
    return manifest;
  };
  return {
    async accept(manifest) {
      if (await isDeleted(store, manifest.id)) return null;
      if (manifest.webhookUrl !== null) await noteWebhook(store, manifest.id);
      await leaveInInbox(store, manifest.id);
      const committed = await commitManifest(store, manifest);
      if (await isDeleted(store, manifest.id)) {
        await deleteList(store, manifest.id);
        return null;
      }
      await announce(manifest.id);
      return committed;
    },
    async start(listId, format) {
      await startList(store, listId, format);
      await announce(listId);
    },
    async view(manifest) {
      const sealed = await readSealed(store, manifest.id);
      const progress = sealed === null ? await tell(() => readProgress(redis, keys, manifest.id)) : null;
      return viewList({ store, manifest, progress, sealed, paceOf });
    },
    owned: (page) => readOwnedLists({ ...page, store }),
    find,
    async control(listId, control) {
      const hold = await writeControl(store, listId, control);
      // Redis first: what is pending is held at once. The rest (finishing what is canceled) may come later.
      await tell(() => passes.hold(listId, hold));
      await announce(listId);
    },
    async remove(listId) {
      await removeList(store, listId, () => tell(() => passes.forget(listId)));
    },
  };
}

function afterPatience(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, null).unref();
  });
}
