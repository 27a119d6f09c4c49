import { fileURLToPath } from 'node:url';
import { createFolderStore } from './folderStore.ts';
import type { Store } from './store.ts';

/**
 * The store of a STORAGE_URL: `file:///path`.
 *
 * @throws Error for another scheme; `s3:` fits the same four operations and is not built yet.
 */
export function openStore(storageUrl: string): Store {
  const url = new URL(storageUrl);
  if (url.protocol === 'file:') return createFolderStore(fileURLToPath(url));
  throw new Error(`STORAGE_URL ${url.protocol}//... is not supported; use file:///path/to/a/folder`);
}
