import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { type KeeperOptions, keepSuppression } from './keepSuppression.ts';
import { readSuppressionFiles } from './readFiles.ts';

let file: string;
let minute: number;
beforeEach(async () => {
  file = join(await createTestDir(), 'suppressed.txt');
  minute = 0;
});

/** Each time a minute later than before, and all of them long ago. */
async function write(text: string): Promise<void> {
  await writeFile(file, text);
  const at = new Date(Date.UTC(2020, 0, 1, 0, minute++));
  await utimes(file, at, at);
}

async function keep(read: KeeperOptions['read'] = (files) => readSuppressionFiles(files)) {
  const told: { read: number; errors: unknown[] } = { read: 0, errors: [] };
  const keeper = await keepSuppression({
    files: [file],
    read,
    onRead: () => void told.read++,
    onError: (error) => void told.errors.push(error),
  });
  return { keeper, told };
}

describe('suppression that is kept', () => {
  it('follows its file, and reads it no oftener than it changes', async () => {
    await write('a.de\n');
    const { keeper, told } = await keep();
    await keeper.refresh();
    await keeper.refresh();
    expect(told.read).toBe(1);
    expect(keeper.current.find('x@a.de')).toBe('domain');
    await write('b.de\n');
    await keeper.refresh();
    expect([keeper.current.find('x@a.de'), keeper.current.find('x@b.de')]).toEqual([null, 'domain']);
    expect(told).toEqual({ read: 2, errors: [] });
  });

  it('reads a file again that was written to a moment ago: it may not be whole', async () => {
    await writeFile(file, 'a.de\n');
    const { keeper, told } = await keep();
    await keeper.refresh();
    expect(told.read).toBe(2);
  });

  it('stays as it was where its file is gone or wrong, and says so once', async () => {
    await write('a.de\n');
    const { keeper, told } = await keep();
    await rm(file);
    await keeper.refresh();
    await keeper.refresh();
    expect(told.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('ENOENT') })]);
    await write('no entry at all\n');
    await keeper.refresh();
    await keeper.refresh();
    expect(told.errors).toHaveLength(2);
    expect(keeper.current.find('x@a.de')).toBe('domain');
    await write('b.de\n');
    await keeper.refresh();
    expect(keeper.current.find('x@b.de')).toBe('domain');
    expect(told.errors).toHaveLength(2);
  });

  it('does not take what changed while it was read', async () => {
    await write('a.de\n');
    let during = async () => {};
    const { keeper, told } = await keep(async (files) => {
      const data = await readSuppressionFiles(files);
      await during();
      return data;
    });
    await write('b.de\n');
    during = () => write('c.de\n');
    await keeper.refresh();
    expect(keeper.current.find('x@a.de')).toBe('domain');
    during = async () => {};
    await keeper.refresh();
    expect(keeper.current.find('x@c.de')).toBe('domain');
    expect(told).toEqual({ read: 2, errors: [] });
  });

  it('does not begin without its file', async () => {
    await expect(keep()).rejects.toThrow('ENOENT');
  });

  it('is nothing without files', async () => {
    const keeper = await keepSuppression({ files: [], read: readSuppressionFiles, onRead() {}, onError() {} });
    expect(keeper.current.find('a@b.de')).toBeNull();
  });
});
