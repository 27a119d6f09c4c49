import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkSource } from '../dataSources.ts';
import { writeNetworks } from './csv.fixture.ts';
import { isPackingDue, loadNetworks } from './loadNetworks.ts';
import { encodePack, parsePack } from './packFormat.ts';
import { packNetworks } from './packNetworks.ts';

const ONE = { family: 4, text: '8.8.8.8', words: [0x0808_0808] } as const;

async function sourceOf(owner: string, version: string): Promise<NetworkSource> {
  const first = BigInt(0x0808_0800);
  return writeNetworks(
    { ipv4: [{ first, last: first + 255n, owner }], ipv6: [{ first, last: first, owner }] },
    version,
  );
}

function load(cacheFolder: string, locate: () => NetworkSource) {
  const warned: string[] = [];
  const table = loadNetworks({ cacheFolder, locate, warn: (message) => void warned.push(message) });
  return { owner: table.ownerOf(ONE), version: table.version, warned };
}

function missing(): never {
  throw new Error('not installed');
}

describe('loadNetworks', { timeout: 60_000 }, () => {
  it('keeps its pack, and then needs the files no more', async () => {
    const cache = join(await createTestDir(), 'a', 'b');
    const source = await sourceOf('First', '1.0.2026010100');
    expect(load(cache, () => source)).toEqual({ owner: 'First', version: '1.0.2026010100', warned: [] });
    await rm(source.ipv4File);
    expect(load(cache, () => source)).toMatchObject({ owner: 'First', warned: [] });
    expect(load(cache, missing)).toMatchObject({ owner: 'First', warned: [] });
    expect(await readdir(cache)).toEqual(['networks.pack']);
  });

  it('packs anew when other data is installed', async () => {
    const cache = await createTestDir();
    const first = await sourceOf('First', '1.0.2026010100');
    const second = await sourceOf('Second', '1.0.2026020100');
    load(cache, () => first);
    expect(load(cache, () => second)).toMatchObject({ owner: 'Second', version: '1.0.2026020100' });
    expect(load(cache, missing)).toMatchObject({ owner: 'Second' });
  });

  it('knows whether it would have to pack', async () => {
    const cache = await createTestDir();
    const first = await sourceOf('First', '1.0.2026010100');
    const second = await sourceOf('Second', '1.0.2026020100');
    expect(isPackingDue(cache, () => first)).toBe(true);
    load(cache, () => first);
    expect([isPackingDue(cache, () => first), isPackingDue(cache, () => second)]).toEqual([false, true]);
    expect(isPackingDue(cache, missing)).toBe(false);
  });

  it('throws where there is neither data nor a pack', async () => {
    const cache = await createTestDir();
    expect(() => load(cache, missing)).toThrow('not installed');
  });

  it('packs anew whatever became of the file', async () => {
    const cache = await createTestDir();
    const source = await sourceOf('Right', '1.0.2026010100');
    load(cache, () => source);
    const whole = await readFile(join(cache, 'networks.pack'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const broken = Buffer.from(whole);
        broken[at] = (broken[at] ?? 0) ^ change;
        await writeFile(join(cache, 'networks.pack'), broken);
        expect(load(cache, () => source)).toMatchObject({ owner: 'Right', warned: [] });
        expect((await readFile(join(cache, 'networks.pack'))).equals(whole)).toBe(true);
      }),
      { numRuns: 50 },
    );
    for (const broken of [
      Buffer.alloc(0),
      whole.subarray(0, 40),
      whole.subarray(0, -1),
      Buffer.concat([whole, whole]),
    ]) {
      await writeFile(join(cache, 'networks.pack'), broken);
      expect(load(cache, () => source)).toMatchObject({ owner: 'Right', warned: [] });
    }
  });

  it('answers without a place to keep the pack, and says so once', async () => {
    const file = join(await createTestDir(), 'file');
    await writeFile(file, '');
    await chmod(file, 0o600);
    const source = await sourceOf('Right', '1.0.2026010100');
    const { owner, warned } = load(join(file, 'cache'), () => source);
    expect(owner).toBe('Right');
    expect(warned).toEqual([expect.stringMatching(/cannot be kept \(ENOTDIR.*packed again at the next start/)]);
  });
});

describe('a pack', () => {
  it('reads as it was written', async () => {
    const pack = packNetworks(await sourceOf('Ünïcode, Inc.', '1.0.2026010100'));
    expect(parsePack(new Uint8Array(encodePack(pack)))).toEqual({ ...pack, names: new Uint8Array(pack.names) });
  });
});
