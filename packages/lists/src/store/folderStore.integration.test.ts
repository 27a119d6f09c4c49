import { readdir } from 'node:fs/promises';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createFolderStore, sweepTemporary } from './folderStore.ts';
import { hasObject, readBytes } from './readObject.ts';

describe('the store in a folder', () => {
  it('keeps what was stored first, whole', async () => {
    const store = createFolderStore(await createTestDir());
    const puts = Array.from({ length: 20 }, (_, writer) => store.putIfAbsent('lists/a/fact', `writer ${writer}`));
    const outcomes = await Promise.all(puts);
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    const text = (await readBytes(store, 'lists/a/fact'))?.toString();
    expect(text).toBe(`writer ${outcomes.indexOf('stored')}`);
  });

  it('stores what comes in pieces', async () => {
    const store = createFolderStore(await createTestDir());
    async function* pieces() {
      for (let piece = 0; piece < 1_000; piece++) yield Buffer.from(`${piece}\n`);
    }
    await store.putIfAbsent('lists/a/upload', pieces());
    const lines = (await readBytes(store, 'lists/a/upload'))?.toString().trimEnd().split('\n');
    expect(lines).toEqual(Array.from({ length: 1_000 }, (_, piece) => String(piece)));
  });

  it('stores nothing of a body that breaks off', async () => {
    const folder = await createTestDir();
    const store = createFolderStore(folder);
    async function* broken() {
      yield Buffer.from('the first half');
      throw new Error('The client went away');
    }
    await expect(store.putIfAbsent('lists/a/upload', broken())).rejects.toThrow('The client went away');
    expect(await hasObject(store, 'lists/a/upload')).toBe(false);
    expect(await readdir(`${folder}/lists/a`)).toEqual([]);
  });

  it('reads ranges, and tells the size of the whole', async () => {
    const store = createFolderStore(await createTestDir());
    await store.putIfAbsent('x', '0123456789');
    const text = async (start: number, length?: number) =>
      (await readBytes(store, 'x', length === undefined ? { start } : { start, length }))?.toString();
    expect(await text(2, 3)).toBe('234');
    expect(await text(7)).toBe('789');
    expect(await text(8, 100)).toBe('89');
    expect(await text(3, 0)).toBe('');
    expect(await text(99)).toBe('');
    expect((await store.read('x', { start: 0, length: 1 }))?.size).toBe(10);
    expect(await store.read('nothing')).toBeNull();
  });

  it('lists and deletes what is below a prefix', async () => {
    const store = createFolderStore(await createTestDir());
    for (const key of ['lists/a/1', 'lists/a/b/2', 'lists/c/3', 'other']) await store.putIfAbsent(key, '');
    expect((await keysOf(store.list('lists/a/'))).sort()).toEqual(['lists/a/1', 'lists/a/b/2']);
    await store.delete('lists/a/');
    await store.delete('lists/a/');
    await store.delete('lists/none');
    expect(await keysOf(store.list('lists/'))).toEqual(['lists/c/3']);
    expect(await keysOf(store.list('nothing/'))).toEqual([]);
  });

  it.each(['', '/etc/passwd', '../x', 'a/../../x', 'a//b', 'a\0b', 'a\\b', '.', 'lists/.'])(
    'refuses the key %j',
    async (key) => {
      const store = createFolderStore(await createTestDir());
      await expect(store.putIfAbsent(key, '')).rejects.toThrow('Not a key');
      await expect(store.read(key)).rejects.toThrow('Not a key');
      await expect(store.delete(key)).rejects.toThrow('Not a key');
    },
  );

  it('sweeps what writers that died left behind', async () => {
    const folder = await createTestDir();
    const store = createFolderStore(folder);
    const begun = signal();
    const died = signal();
    async function* stuck() {
      yield Buffer.from('half');
      begun.give();
      await died.given;
      throw new Error('This writer died');
    }
    const writing = expect(store.putIfAbsent('lists/a/upload', stuck())).rejects.toThrow('died');
    await begun.given;
    expect(await keysOf(store.list('lists/'))).toEqual([]);
    expect(await sweepTemporary(folder, 3_600_000)).toBe(0);
    expect(await sweepTemporary(folder, -1_000)).toBe(1);
    expect(await readdir(`${folder}/lists/a`)).toEqual([]);
    died.give();
    await writing;
  });
});

function signal(): { readonly given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

async function keysOf(listed: AsyncIterable<string>): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of listed) keys.push(key);
  return keys;
}
