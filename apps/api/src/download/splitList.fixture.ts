import { join } from 'node:path';
import { finishList, readFormat, readManifest, type Store, sealOutput, splitUpload } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';

export const enrich = () => ({ geo: '', city: '', isp: '' });

/** Splits a list as the worker does; `seal` ends it as a cancel before the first verdict does. */
export async function splitList({ store }: { readonly store: Store }, id: string) {
  const manifest = await readManifest(store, id);
  const format = manifest === null ? null : await readFormat(store, manifest);
  if (manifest === null || format === null) throw new Error('No such list');
  const splitDone = await splitUpload({ store, manifest, format });
  const seal = async () => {
    const scratch = join(await createTestDir(), 'scratch');
    const options = {
      store,
      manifest,
      format,
      splitDone,
      scratch,
      enrich,
      now: () => 1_000,
      hold: 'canceled',
    } as const;
    await sealOutput(store, id, await finishList(options));
  };
  return { seal };
}
