import {
  dayOf,
  isDeleted,
  type Manifest,
  readFailure,
  readFormat,
  readManifest,
  readSealed,
  type Store,
  storeKeys,
} from '@mailsift/lists';
import { removeList } from './removeList.ts';
import type { World } from './world.ts';

export interface ExpireOptions {
  /** 0 keeps lists for ever. */
  readonly retentionDays: number;
  readonly say: (message: string, about: Readonly<Record<string, unknown>>) => void;
  /** Called before each list, so that whoever holds a lock keeps it. */
  readonly extend: () => Promise<void>;
  readonly now?: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** How often lists are looked through: by the names of their ages, and only the old ones are read. */
const EVERY_MS = 60 * 60_000;
/** Lists deleted in one round of the upkeep: other lists are waiting for theirs. */
const MOST = 20;

/**
 * Deletes lists that ended, or were never started, longer than the retention ago. Once an hour; a round that had more to
 * delete than it may, or that died, is gone on with in the next.
 */
export async function expireLists(world: World, options: ExpireOptions): Promise<void> {
  const { store, redis, keys, passes } = world;
  const { retentionDays, extend, say, now = Date.now() } = options;
  if (retentionDays === 0 || (await redis.exists(keys.lock('expiry'))) === 1) return;
  const until = now - retentionDays * DAY_MS;
  let deleted = 0;
  for await (const key of store.list(storeKeys.ages)) {
    const { day, listId } = readAge(key);
    if (day > dayOf(until)) continue;
    await extend();
    const endedAt = await endOf(store, listId);
    if (endedAt === 'gone') await store.delete(key);
    if (typeof endedAt !== 'number' || endedAt > until) continue;
    await removeList(store, listId, () => passes.forget(listId));
    say('A list is deleted: its retention is over', { listId, retentionDays });
    if (++deleted === MOST) return;
  }
  await redis.set(keys.lock('expiry'), 'done', 'PX', EVERY_MS);
}

function readAge(key: string): { readonly day: string; readonly listId: string } {
  const [day = '', listId = ''] = key.slice(storeKeys.ages.length).split('.');
  return { day, listId };
}

/** When nothing more came of a list (epoch ms); 0 for one whose deletion was begun, `gone` for one that never was. */
async function endOf(store: Store, listId: string): Promise<number | 'gone' | 'running'> {
  const manifest = await readManifest(store, listId);
  if (manifest === null) return 'gone';
  if (await isDeleted(store, listId)) return 0;
  const sealed = await readSealed(store, listId);
  if (sealed !== null) return sealed.finishedAt;
  const failure = await readFailure(store, listId);
  return failure?.at ?? endOfUnstarted(store, manifest);
}

async function endOfUnstarted(store: Store, manifest: Manifest): Promise<number | 'running'> {
  return (await readFormat(store, manifest)) === null ? manifest.createdAt : 'running';
}
