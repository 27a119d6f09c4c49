import {
  ageOf,
  holdOf,
  isDeleted,
  type Manifest,
  readControls,
  readFailure,
  readFormat,
  readManifest,
  readProgress,
  readResolved,
  readSealed,
  readSplitDone,
  readStartedAt,
  type SplitDone,
  writeControl,
} from '@mailsift/lists';
import { tenantOf } from './tenantOf.ts';
import type { World } from './world.ts';

/** Resolve jobs of a list that are queued at once: each adds the next when it ends. */
const RESOLVES_AT_ONCE = 2;

/** `waiting`: nothing is to be done until somebody starts it. `cold`: Redis has to be recovered first. */
export type Reconciled = 'cold' | 'waiting' | 'running' | 'ended';

/**
 * Compares what a list's files say with what Redis and the queues know, and adds what is missing there. Everything it
 * does may be done twice, by any process, at any time: whatever was lost between two steps is found here.
 */
export async function reconcileList(world: World, listId: string, maxListAgeMs: number): Promise<Reconciled> {
  const { store, passes, catalogue } = world;
  const manifest = await readManifest(store, listId);
  if (manifest === null || (await isEnded(world, listId))) {
    await passes.forget(listId);
    return 'ended';
  }
  if ((await readFormat(store, manifest)) === null) return 'waiting';
  const hold = await currentHold(world, manifest, maxListAgeMs);
  if ((await passes.hold(listId, hold, await tenantOf(store, manifest))) === 'cold') return 'cold';
  const split = await readSplitDone(store, listId);
  if (split === null) await catalogue.addSplit(manifest);
  else if (hold === 'canceled' || hold === 'expired' || (await publishWhole(world, listId, split))) {
    await catalogue.addFinish(manifest);
  } else await addResolves(world, manifest, split);
  return 'running';
}

async function isEnded({ store }: World, listId: string): Promise<boolean> {
  const [deleted, sealed, failed] = await Promise.all([
    isDeleted(store, listId),
    readSealed(store, listId),
    readFailure(store, listId),
  ]);
  return deleted || sealed !== null || failed !== null;
}

async function currentHold({ store }: World, manifest: Manifest, maxListAgeMs: number) {
  const controls = await readControls(store, manifest.id);
  const startedAt = await readStartedAt(store, manifest);
  const hold = holdOf(controls);
  if (hold !== 'none' || ageOf(startedAt, controls, Date.now()) < maxListAgeMs) return hold;
  return writeControl(store, manifest.id, 'expire');
}

/** Whether nothing is left but to finish the list. */
async function publishWhole({ passes }: World, listId: string, split: SplitDone): Promise<boolean> {
  const counts = { partitions: split.partitions.length, records: split.rows - split.empty, empty: split.empty };
  return (await passes.publishSplit(listId, counts)) === 'complete';
}

async function addResolves(world: World, manifest: Manifest, split: SplitDone): Promise<void> {
  const { id: listId } = manifest;
  const { redis, keys, catalogue } = world;
  const progress = await readProgress(redis, keys, listId);
  if (progress === null || progress.resolved >= split.partitions.length) return;
  const facts = split.partitions.map(({ name }) => `resolved:${name}`);
  const known = await redis.smismember(keys.facts(listId), ...facts);
  let added = 0;
  for (const [index, { name }] of split.partitions.entries()) {
    if (known[index] === 1) continue;
    if (await publishResolved(world, listId, name)) continue;
    await catalogue.addResolve(manifest, name);
    if (++added === RESOLVES_AT_ONCE) return;
  }
}

/** A partition whose file says it is resolved and whose cuts are all published only has to be counted. */
async function publishResolved(
  { store, redis, keys, passes }: World,
  listId: string,
  partition: string,
): Promise<boolean> {
  const resolved = await readResolved(store, { listId, partition });
  if (resolved === null) return false;
  const names = Array.from({ length: resolved.cuts }, (_, cut) => `cut:${partition}.${cut}`);
  const known = names.length === 0 ? [] : await redis.smismember(keys.facts(listId), ...names);
  if (known.some((isKnown) => isKnown !== 1)) return false;
  await passes.publishResolved(listId, partition, resolved);
  return true;
}
