import { createTestDir } from '@mailsift/testing';
import { describe, expect, test } from 'vitest';
import { createFolderStore } from '../store/folderStore.ts';
import { readBytes } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { ObjectWriter } from './objectWriter.ts';

async function createStore(): Promise<Store> {
  return createFolderStore(await createTestDir());
}

async function keysOf(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list('a/')) keys.push(key);
  return keys;
}

describe('ObjectWriter', () => {
  test('stores what was written, in order', async () => {
    const store = await createStore();
    const writer = new ObjectWriter(store, 'a/b');
    for (let piece = 0; piece < 100; piece++) await writer.write(Buffer.from(`${piece} `));
    expect(await writer.finish()).toBe('stored');
    const expected = Array.from({ length: 100 }, (_, piece) => `${piece} `).join('');
    expect((await readBytes(store, 'a/b'))?.toString()).toBe(expected);
  });

  test('stores an empty object', async () => {
    const store = await createStore();
    await new ObjectWriter(store, 'a/b').finish();
    expect(await readBytes(store, 'a/b')).toHaveLength(0);
  });

  test('abandoned half written, leaves nothing', async () => {
    const store = await createStore();
    const writer = new ObjectWriter(store, 'a/b');
    await writer.write(Buffer.from('half'));
    await writer.abandon();
    expect(await keysOf(store)).toEqual([]);
  });

  test('holds up its maker while the store is behind', async () => {
    const taken: Uint8Array[] = [];
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const writer = new ObjectWriter(
      storeOf(async (body) => {
        await gate;
        for await (const bytes of body) taken.push(bytes);
        return 'stored';
      }),
      'a/b',
    );
    let written = 0;
    const making = (async () => {
      for (; written < 10; written++) await writer.write(Buffer.from('x'));
    })();
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBeLessThan(3);
    open();
    await making;
    await writer.finish();
    expect(taken).toHaveLength(10);
  });

  test('passes on the error of a store that takes nothing or stops in the middle', async () => {
    const full = new Error('no space left');
    const never = new ObjectWriter(
      storeOf(() => Promise.reject(full)),
      'a/b',
    );
    const stopping = new ObjectWriter(
      storeOf(async (body) => {
        for await (const _ of body) throw full;
        return 'stored';
      }),
      'a/b',
    );
    for (const writer of [never, stopping]) {
      const writing = (async () => {
        for (;;) await writer.write(Buffer.from('x'));
      })();
      await expect(writing).rejects.toBe(full);
      await expect(writer.finish()).rejects.toBe(full);
    }
  });
});

/** A store of one operation. */
function storeOf(put: (body: AsyncIterable<Uint8Array>) => Promise<'stored' | 'exists'>): Store {
  const unused = () => {
    throw new Error('not used here');
  };
  return {
    putIfAbsent: async (_, body) => {
      if (typeof body === 'string' || !(Symbol.asyncIterator in body)) throw new Error('a stream was expected');
      return put(body);
    },
    read: unused,
    list: unused,
    delete: unused,
  };
}
