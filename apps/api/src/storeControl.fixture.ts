import {
  commitManifest,
  deleteList,
  isDeleted,
  readManifest,
  readOwnedLists,
  readSealed,
  type Store,
  startList,
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
    owned: (page) => readOwnedLists({ ...page, store }),
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
