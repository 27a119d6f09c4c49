import { randomBytes } from 'node:crypto';
import { readBytes } from './readObject.ts';
import type { Store } from './store.ts';

const KEY = 'secret';

/** The install's secret, made by whoever asks first and shared by all processes. */
export async function readSecret(store: Store): Promise<string> {
  const known = await readBytes(store, KEY);
  if (known !== null) return known.toString('utf8');
  await store.putIfAbsent(KEY, randomBytes(32).toString('hex'));
  return readSecret(store);
}
