import { isColdAt, remember } from '@mailsift/hints';
import {
  type BatchEntry,
  type BatchId,
  cutsOf,
  holdOf,
  isDeleted,
  passesOf,
  type ResultHeader,
  readControls,
  readFailure,
  readFormat,
  readHeader,
  readManifest,
  readResolved,
  readSealed,
  readSplitDone,
  storeKeys,
} from '@mailsift/lists';
import { firstPass, nextPass, type Pass } from '../passes/pass.ts';
import { createPasses, type Passes } from '../passes/passes.ts';
import { withLock } from './lock.ts';
import { tenantOf } from './tenantOf.ts';
import type { World } from './world.ts';

export interface RecoveryOptions {
  /** A process that lost sight of Redis has closed its connections after this: the leases' time to live. */
  readonly leaseMs: number;
  readonly say: (message: string, about: Readonly<Record<string, unknown>>) => void;
  /** Resolves after a time, or rejects when the process is to stop. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Jobs are not made anew here: the reconciler adds those that ought to be there. */
type Remembered = Omit<World, 'catalogue'>;

const LOCK_MS = 60_000;
/** Keys that say what to do next. Limits and caches are not made anew: they fill by themselves. */
const REBUILT = [
  'list',
  'lists',
  'due',
  'pending',
  'turns',
  'served',
  'parked',
  'dispatched',
  'slots',
  'shares',
  'suspects',
] as const;

export async function isCold({ redis, keys }: Pick<World, 'redis' | 'keys'>): Promise<boolean> {
  return isColdAt(redis, keys.generation);
}

/**
 * After Redis lost its memory, or another process of it has come: says again, by the same scripts and under a generation of its own, all that the store
 * knows of unfinished lists. Only then the generation is set that everybody else waits for. Dying half way costs
 * nothing: the next one begins again.
 */
export async function recover(world: Remembered, options: RecoveryOptions): Promise<void> {
  const { redis, keys, store } = world;
  await withLock({ redis, keys, name: 'recovery', ttlMs: LOCK_MS }, async ({ extend }) => {
    if (!(await isCold(world))) return;
    const unfinished: string[] = [];
    for await (const key of store.list(storeKeys.manifests)) {
      const listId = key.slice(storeKeys.manifests.length);
      if (await isUnfinished(world, listId)) unfinished.push(listId);
      await extend();
    }
    options.say('Redis lost its memory or was started again: it is rebuilt from the store', {
      lists: unfinished.length,
    });
    if (unfinished.length > 0) await options.wait(options.leaseMs);
    await clear(world);
    const generation = await remember(redis, keys.recovering);
    const passes = createPasses(redis, keys, { generation: keys.recovering });
    for (const listId of unfinished) await rebuild({ ...world, passes }, listId, extend);
    await redis.rename(keys.recovering, keys.generation);
    options.say('Redis is rebuilt', { lists: unfinished.length, generation });
  });
}

async function isUnfinished({ store }: Pick<World, 'store'>, listId: string): Promise<boolean> {
  const manifest = await readManifest(store, listId);
  if (manifest === null || (await readFormat(store, manifest)) === null) return false;
  if (await isDeleted(store, listId)) return false;
  return (await readSealed(store, listId)) === null && (await readFailure(store, listId)) === null;
}

/** What a recovery that died left behind. */
async function clear({ redis, keys }: Pick<World, 'redis' | 'keys'>): Promise<void> {
  for (const name of REBUILT) {
    await redis.del(`${keys.prefix}:${name}`);
    for (let cursor = '0'; ; ) {
      const [next, found] = await redis.scan(cursor, 'MATCH', `${keys.prefix}:${name}:*`, 'COUNT', 1_000);
      if (found.length > 0) await redis.unlink(...found);
      if (next === '0') break;
      cursor = next;
    }
  }
}

async function rebuild(world: Remembered, listId: string, extend: () => Promise<void>): Promise<void> {
  const { store, passes } = world;
  const manifest = await readManifest(store, listId);
  if (manifest === null) return;
  await passes.hold(listId, holdOf(await readControls(store, listId)), await tenantOf(store, manifest));
  const split = await readSplitDone(store, listId);
  if (split === null) return;
  const counts = { partitions: split.partitions.length, records: split.rows - split.empty, empty: split.empty };
  await passes.publishSplit(listId, counts);
  for (const { name } of split.partitions) {
    for await (const { number, cut } of cutsOf(store, listId, name)) {
      const settled = await passesOf(store, listId, { partition: name, cut: number });
      const isSettled = ({ id }: BatchEntry) => settled.has(batchKey(id));
      await passes.publishCut(listId, `cut:${name}.${number}`, cut, isSettled);
      for (const entry of cut.entries)
        await replay(world, { listId, entry, last: settled.get(batchKey(entry.id)) ?? 0 });
      await extend();
    }
    const resolved = await readResolved(store, { listId, partition: name });
    if (resolved !== null) await passes.publishResolved(listId, name, resolved);
  }
}

/** Settles the passes of a batch that have a result file, in their order. */
async function replay(
  { store, passes }: { readonly store: World['store']; readonly passes: Passes },
  { listId, entry, last }: { readonly listId: string; readonly entry: BatchEntry; readonly last: number },
): Promise<void> {
  let [pass, previous]: [Pass, ResultHeader | null] = [firstPass(entry), null];
  for (let number = 1; number <= last; number++) {
    const now: ResultHeader | null = await readHeader(store, storeKeys.result(listId, entry.id, number));
    if (now === null) throw new Error(`Pass ${number} of a batch of list ${listId} has no result, but a later one has`);
    await passes.settle(listId, { ...pass, identity: now.identity }, { now, previous });
    if (now.remainder !== null) pass = nextPass(pass, now.remainder);
    previous = now;
  }
}

function batchKey({ offset, length }: BatchId): string {
  return `${offset}.${length}`;
}
