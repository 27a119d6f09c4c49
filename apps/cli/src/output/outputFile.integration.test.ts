import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { openOutputFile } from './outputFile.ts';

const signal = new AbortController().signal;

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('the output file', () => {
  it('is there when it is whole, with nothing beside it', async () => {
    const folder = await createTestDir();
    const file = await openOutputFile(join(folder, 'clean.csv'), { force: false });
    await file.write(pieces('a,b\n', '1,2\n'), signal);
    expect(await readFile(file.path, 'utf8')).toBe('a,b\n1,2\n');
    expect(await readdir(folder)).toEqual(['clean.csv']);
  });

  it('is never a part of one: a source that fails leaves nothing', async () => {
    const folder = await createTestDir();
    const file = await openOutputFile(join(folder, 'clean.csv'), { force: false });
    for (const before of [0, 1, 2, 100]) {
      const source = (async function* () {
        for (let piece = 0; piece < before; piece++) yield Buffer.from('a');
        throw new Error('cut off');
      })();
      await expect(file.write(source, signal)).rejects.toThrow('cut off');
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('does not replace a file without force, also where that came later', async () => {
    const folder = await createTestDir();
    const path = join(folder, 'clean.csv');
    const early = await openOutputFile(path, { force: false });
    await writeFile(path, 'mine');
    await expect(openOutputFile(path, { force: false })).rejects.toThrow('--force');
    await expect(early.write(pieces('theirs'), signal)).rejects.toThrow('meanwhile');
    expect(await readFile(path, 'utf8')).toBe('mine');
    await (await openOutputFile(path, { force: true })).write(pieces('new'), signal);
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['clean.csv']);
  });

  it('says beforehand that it cannot be written', async () => {
    const folder = await createTestDir();
    await expect(openOutputFile(folder, { force: true })).rejects.toThrow('is a folder');
    await expect(openOutputFile(join(folder, 'none', 'x.csv'), { force: false })).rejects.toThrow('not there');
  });
});
