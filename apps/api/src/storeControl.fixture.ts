import {
  commitManifest,
  deleteList,
  isDeleted,
  type Manifest,
  readManifest,
  readSealed,
  type Store,
  startList,
  storeKeys,
  viewList,
  writeControl,
  writeTombstone,
} from '@mailsift/lists';
import type { ListControl } from '@mailsift/queues';

/** What people do to lists, on a real store, with a Redis that is always away. */
export function createStoreControl(store: Store): ListControl {
  const find: ListControl['find'] = async (owner, id) => {
    const manifest = await readManifest(store, id);
    return manifest === null || manifest.owner !== owner || (await isDeleted(store, id)) ? null : manifest;
  };
  return {
    async accept(manifest) {
      if (await isDeleted(store, manifest.id)) return null;
      return commitManifest(store, manifest);
    },
    async start(id, format) {
      await startList(store, id, format);
    },
    view: async (manifest) =>
      viewList({ store, manifest, progress: null, sealed: await readSealed(store, manifest.id) }),
    async manifests(owner) {
      const found: Manifest[] = [];
      for await (const key of store.list(storeKeys.manifests)) {
        const manifest = await find(owner, key.slice(storeKeys.manifests.length));
        if (manifest !== null) found.push(manifest);
      }
      return found.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
    },
    find,
    async control(id, control) {
      await writeControl(store, id, control);
    },
    async remove(id) {
      await writeTombstone(store, id);
      await deleteList(store, id);
    },
  };
}
