import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readFormat, readManifest, splitUpload } from '@mailsift/lists';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { CSV, createdId, formOf, startTestApi, upload } from '../testApi.fixture.ts';
import { createOpenPartial } from './openPartial.ts';

const enrich = () => ({ geo: '', city: '', isp: '' });
const WANTED = { filter: {}, format: 'csv' } as const;

async function startSplit() {
  const { store, ...api } = await startTestApi();
  const manifest = await readManifest(store, await createdId(await upload(api, formOf(CSV))));
  const format = manifest === null ? null : await readFormat(store, manifest);
  if (manifest === null || format === null) throw new Error('No such list');
  await splitUpload({ store, manifest, format });
  return { store, manifest };
}

describe('running lists', () => {
  it('are put together one at a time', async () => {
    const { store, manifest } = await startSplit();
    const open = createOpenPartial({ store, folder: await createTestDir(), enrich });
    const opened = await Promise.allSettled([open(manifest, WANTED), open(manifest, WANTED)]);
    expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = opened.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'too_many_downloads' });
    const again = await open(manifest, WANTED);
    for (const one of opened) if (one.status === 'fulfilled') one.value?.stream.destroy();
    again?.stream.destroy();
  });

  it('that cannot be put together leave nothing', async () => {
    const { store, manifest } = await startSplit();
    const folder = await createTestDir();
    const missing = join(folder, 'missing');
    await expect(createOpenPartial({ store, folder: missing, enrich })(manifest, WANTED)).rejects.toThrow('ENOENT');
    await expect(access(missing)).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual([]);
  });
});
