import { createTestDir, PLAIN_FORMAT } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { commitManifest, type Manifest, ownedKeyOf } from '../list/manifest.ts';
import { deleteList, writeTombstone } from '../list/markers.ts';
import { createFolderStore } from '../store/folderStore.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { isListsCursor, type OwnedListsOptions, readOwnedLists } from './ownedLists.ts';

const NOW = Date.UTC(2025, 5, 1);
const HOUR = 3_600_000;

function manifestOf(number: number, about: Partial<Manifest> = {}): Manifest {
  return {
    version: 1,
    id: `list${String(number).padStart(6, '0')}`,
    owner: 'anna',
    name: 'contacts.csv',
    createdAt: NOW + number,
    upload: { nonce: 'u1', bytes: 1, sha256: '' },
    format: PLAIN_FORMAT,
    start: true,
    webhookUrl: null,
    ...about,
  };
}

/** A store that tells which manifests were read. */
async function createTestStore(): Promise<{ readonly store: Store; readonly read: string[] }> {
  const store = createFolderStore(await createTestDir());
  const read: string[] = [];
  const told: Store['read'] = (key, range) => {
    if (key.startsWith(storeKeys.manifests)) read.push(key);
    return store.read(key, range);
  };
  return { store: { ...store, read: told }, read };
}

async function idsOf(store: Store, options: Partial<OwnedListsOptions> = {}): Promise<readonly string[]> {
  const { manifests } = await readOwnedLists({ store, owner: 'anna', limit: 100, now: NOW, ...options });
  return manifests.map(({ id }) => id);
}

async function keysOf(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for (const prefix of ['owners/', 'ages/', 'manifests/', 'lists/'])
    for await (const key of store.list(prefix)) keys.push(key);
  return keys;
}

describe('the lists of an owner', () => {
  it('are read page by page, newest first, each once', async () => {
    const { store } = await createTestStore();
    const all = [3, 1, 5, 2, 4].map((number) => manifestOf(number));
    for (const manifest of all) await commitManifest(store, manifest);
    const seen: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await readOwnedLists({ store, owner: 'anna', limit: 2, cursor, now: NOW });
      seen.push(page.manifests.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      if (cursor !== undefined) expect(isListsCursor(cursor)).toBe(true);
    } while (cursor !== undefined);
    expect(seen).toEqual([['list000005', 'list000004'], ['list000003', 'list000002'], ['list000001']]);
  });

  it('made in one millisecond are told apart, and a full last page has no other after it', async () => {
    const { store } = await createTestStore();
    for (const number of [1, 2, 3, 4]) await commitManifest(store, manifestOf(number, { createdAt: NOW }));
    const first = await readOwnedLists({ store, owner: 'anna', limit: 2, now: NOW });
    const cursor = first.nextCursor ?? '';
    expect(await readOwnedLists({ store, owner: 'anna', limit: 2, cursor, now: NOW })).toMatchObject({
      manifests: [{ id: 'list000002' }, { id: 'list000001' }],
      nextCursor: null,
    });
  });

  it('go on where the page before ended, though its last list is deleted and a new one came', async () => {
    const { store } = await createTestStore();
    for (const number of [1, 2, 3]) await commitManifest(store, manifestOf(number));
    const { nextCursor } = await readOwnedLists({ store, owner: 'anna', limit: 2, now: NOW });
    await deleteList(store, 'list000002');
    await commitManifest(store, manifestOf(4));
    expect(await idsOf(store, { cursor: nextCursor ?? '' })).toEqual(['list000001']);
  });

  it('are found without reading any other list', async () => {
    const { store, read } = await createTestStore();
    for (let number = 0; number < 20; number++) await commitManifest(store, manifestOf(number, { owner: 'bela' }));
    for (let number = 20; number < 40; number++) await commitManifest(store, manifestOf(number));
    await idsOf(store);
    read.length = 0;
    expect(await idsOf(store, { limit: 3 })).toEqual(['list000039', 'list000038', 'list000037']);
    expect(read).toHaveLength(4);
    expect(await idsOf(store, { owner: 'chidi' })).toEqual([]);
  });

  it('leave out one that is deleted, whose key may still be there', async () => {
    const { store } = await createTestStore();
    for (const number of [1, 2]) await commitManifest(store, manifestOf(number));
    await writeTombstone(store, 'list000002');
    expect(await idsOf(store)).toEqual(['list000001']);
  });
});

describe('the key of an owner', () => {
  it('without a manifest is no list; it is swept after an hour, and its upload may still come before', async () => {
    const { store } = await createTestStore();
    const manifest = manifestOf(1);
    await store.putIfAbsent(ownedKeyOf(manifest), '');
    expect(await idsOf(store, { now: NOW + HOUR })).toEqual([]);
    expect(await keysOf(store)).toEqual([ownedKeyOf(manifest)]);
    await commitManifest(store, manifest);
    expect(await idsOf(store, { now: NOW + 2 * HOUR })).toEqual([manifest.id]);
    await store.putIfAbsent(ownedKeyOf(manifestOf(2)), '');
    expect(await idsOf(store, { now: NOW + 2 * HOUR })).toEqual([manifest.id]);
    expect((await keysOf(store)).filter((key) => key.startsWith('owners/'))).toEqual([ownedKeyOf(manifest)]);
  });

  it('of the loser of two uploads with one idempotency key is deleted, and ignored where it was not', async () => {
    const { store } = await createTestStore();
    const [winner, loser] = [manifestOf(1), manifestOf(1, { createdAt: NOW + 500 })];
    await commitManifest(store, winner);
    await commitManifest(store, loser);
    expect((await keysOf(store)).filter((key) => key.startsWith('owners/'))).toEqual([ownedKeyOf(winner)]);
    await store.putIfAbsent(ownedKeyOf(loser), '');
    expect(await idsOf(store)).toEqual([winner.id]);
  });

  it('is deleted with its list (X1)', async () => {
    const { store } = await createTestStore();
    await commitManifest(store, manifestOf(1));
    await deleteList(store, 'list000001');
    expect(await keysOf(store)).toEqual([]);
  });

  it('is made, once, for the lists of a store that had none', async () => {
    const { store, read } = await createTestStore();
    for (const number of [1, 2, 3]) {
      const manifest = manifestOf(number, number === 2 ? { owner: 'bela' } : {});
      await store.putIfAbsent(storeKeys.manifest(manifest.id), JSON.stringify(manifest));
    }
    expect(await idsOf(store)).toEqual(['list000003', 'list000001']);
    read.length = 0;
    expect(await idsOf(store, { owner: 'bela' })).toEqual(['list000002']);
    expect(read).toEqual([storeKeys.manifest('list000002')]);
  });
});
