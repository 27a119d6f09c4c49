import type { z } from 'zod';
import type { Range, Store } from './store.ts';

/** No object that is read whole may be larger: cuts and result files of at most 100 addresses a batch stay far below. */
const LARGEST = 64 * 1024 * 1024;

/**
 * The bytes of an object or range; null when there is none.
 *
 * @throws Error when it is larger than 64 MiB.
 */
export async function readBytes(store: Store, key: string, range?: Range): Promise<Buffer | null> {
  const found = await store.read(key, range);
  if (found === null) return null;
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of found.stream) {
    const bytes = Buffer.from(chunk);
    total += bytes.length;
    if (total > LARGEST) throw new Error(`${key} is too large to be read whole`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * A stored JSON object, checked; null when there is none.
 *
 * @throws ZodError when it is not what the schema says: then the store was changed by something else.
 */
export async function readJson<T>(store: Store, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const bytes = await readBytes(store, key);
  return bytes === null ? null : schema.parse(JSON.parse(bytes.toString('utf8')));
}

export async function hasObject(store: Store, key: string): Promise<boolean> {
  const found = await store.read(key, { start: 0, length: 0 });
  found?.stream.destroy();
  return found !== null;
}

/** Stores JSON if absent. */
export async function putJson(store: Store, key: string, value: unknown): Promise<'stored' | 'exists'> {
  return store.putIfAbsent(key, JSON.stringify(value));
}
