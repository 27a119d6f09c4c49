import type { Output, Store } from '@mailsift/lists';
import {
  commitManifest,
  createFolderStore,
  dayOf,
  failList,
  isDeleted,
  readManifest,
  sealOutput,
  startList,
  storeKeys,
  writeTombstone,
} from '@mailsift/lists';
import { createTestDir, PLAIN_FORMAT } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { startPasses } from '../passes/passes.fixture.ts';
import { expireLists } from './expireLists.ts';
import { reconcileInbox } from './inbox.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 30, 12);

async function startWorld() {
  const { redis, keys, passes } = await startPasses();
  const store = createFolderStore(await createTestDir());
  const catalogue = createCatalogue({ redis, keys, onError: () => {} });
  const said: unknown[] = [];
  const world = { store, redis, keys, passes, catalogue };
  const expire = (retentionDays = 30, on: Partial<typeof world> = {}) =>
    expireLists(
      { ...world, ...on },
      { retentionDays, now: NOW, extend: async () => {}, say: (_, { listId }) => void said.push(listId) },
    );
  return { ...world, said, expire };
}

/** A list made so many days ago. */
async function addList(store: Store, id: string, daysAgo: number, start = true): Promise<void> {
  const upload = { nonce: 'u', bytes: 1, sha256: '' };
  const createdAt = NOW - daysAgo * DAY;
  await store.putIfAbsent(storeKeys.upload(id, 'u'), 'x');
  await commitManifest(store, {
    ...{
      version: 1,
      id,
      owner: 'ada',
      name: 'a.csv',
      createdAt,
      upload,
      format: PLAIN_FORMAT,
      start,
      webhookUrl: null,
    },
  });
}

async function seal(store: Store, id: string, daysAgo: number): Promise<void> {
  const counts = { passed: 0, failed: 0, unknown: 0, pending: 0 };
  const rows = { total: 0, duplicate: 0, empty: 0 };
  const addresses = { total: 0, done: 0 };
  const output: Output = {
    ...{ nonce: 'n', hold: 'none', finishedAt: NOW - daysAgo * DAY, columns: 1, providers: {} },
    ...{ rows, addresses, counts, events: {}, flags: {} },
  };
  await sealOutput(store, id, output);
}

async function keysOf(store: Store, ...prefixes: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const prefix of prefixes) for await (const key of store.list(prefix)) found.push(key);
  return found.sort();
}

describe('retention', () => {
  it('deletes what ended, or was never started, longer ago, and nothing else', async () => {
    const { store, said, expire } = await startWorld();
    await addList(store, 'sealedlong', 40);
    await seal(store, 'sealedlong', 31);
    await addList(store, 'sealedlately', 40);
    await seal(store, 'sealedlately', 29);
    await addList(store, 'failedlong', 40);
    await failList(store, 'failedlong', { at: NOW - 35 * DAY, code: 'x', message: 'x' });
    await addList(store, 'readylong', 40, false);
    await addList(store, 'startedlong', 40, false);
    await startList(store, 'startedlong', PLAIN_FORMAT);
    await addList(store, 'runninglong', 40);
    await addList(store, 'sealedyoung', 3);
    await seal(store, 'sealedyoung', 2);
    await expire();
    expect(said.toSorted()).toEqual(['failedlong', 'readylong', 'sealedlong']);
    expect(await keysOf(store, 'tombstones/', 'inbox/')).toEqual([
      ...['inbox/failedlong', 'inbox/readylong', 'inbox/sealedlong'],
      ...['tombstones/failedlong', 'tombstones/readylong', 'tombstones/sealedlong'],
    ]);
    const kept = ['runninglong', 'sealedlately', 'sealedyoung', 'startedlong'];
    expect(await keysOf(store, 'manifests/')).toEqual(kept.map((id) => `manifests/${id}`));
    expect((await keysOf(store, 'lists/')).map((key) => key.split('/')[1])).toEqual(
      expect.not.arrayContaining(['failedlong', 'readylong', 'sealedlong']),
    );
    expect((await keysOf(store, 'ages/')).map((key) => key.split('.')[1]).sort()).toEqual(kept);
  });

  it('keeps everything where it is 0', async () => {
    const { store, said, expire } = await startWorld();
    await addList(store, 'sealedlong', 4_000);
    await seal(store, 'sealedlong', 3_999);
    await expire(0);
    expect(said).toEqual([]);
  });

  it('looks once an hour, and goes on at once where there was more than it may do', async () => {
    const { store, said, expire, redis, keys } = await startWorld();
    for (let index = 0; index < 25; index++) {
      await addList(store, `list${1_000 + index}`, 40);
      await seal(store, `list${1_000 + index}`, 39);
    }
    await expire();
    expect(said).toHaveLength(20);
    await expire();
    expect(said).toHaveLength(25);
    await addList(store, 'anotherlist', 40);
    await seal(store, 'anotherlist', 39);
    await expire();
    expect(said).toHaveLength(25);
    expect(await redis.pttl(keys.lock('expiry'))).toBeGreaterThan(3_500_000);
    await redis.del(keys.lock('expiry'));
    await expire();
    expect(said).toHaveLength(26);
  });

  it('is finished by the upkeep wherever it dies', async () => {
    for (let steps = 0; ; steps++) {
      const { store, passes, expire, redis, keys, catalogue } = await startWorld();
      await addList(store, 'sealedlong', 40);
      await seal(store, 'sealedlong', 31);
      const hasDied = await expire(30, { store: dyingAfter(store, steps) }).then(
        () => false,
        () => true,
      );
      const world = { store, passes, redis, keys, catalogue };
      await reconcileInbox(world, { maxListAgeMs: DAY, sweepAfterMs: -1 });
      // What died before the tombstone is begun anew.
      if (!(await isDeleted(store, 'sealedlong'))) await expire();
      await reconcileInbox(world, { maxListAgeMs: DAY, sweepAfterMs: -1 });
      expect(await keysOf(store, 'lists/', 'manifests/', 'ages/', 'inbox/', 'tombstones/')).toEqual([
        'tombstones/sealedlong',
      ]);
      if (!hasDied) break;
      expect(steps).toBeLessThan(20);
    }
  });

  it('takes away the age of an upload that never became a list, and what a deletion left', async () => {
    const { store, expire } = await startWorld();
    await store.putIfAbsent(storeKeys.age(dayOf(NOW - 40 * DAY), 'nevermade'), '');
    await addList(store, 'halfdeleted', 40);
    await writeTombstone(store, 'halfdeleted');
    await expire();
    expect(await keysOf(store, 'ages/', 'manifests/', 'lists/')).toEqual([]);
    expect(await readManifest(store, 'halfdeleted')).toBeNull();
  });
});

/** A store whose process dies at the nth change from now. */
function dyingAfter(store: Store, steps: number): Store {
  let left = steps;
  const step = () => {
    if (left-- <= 0) throw new Error('died');
  };
  return {
    ...store,
    async putIfAbsent(key, body) {
      step();
      return store.putIfAbsent(key, body);
    },
    async delete(key) {
      step();
      await store.delete(key);
    },
  };
}
