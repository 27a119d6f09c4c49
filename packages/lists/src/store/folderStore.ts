import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, opendir, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { type Body, checkKey, type Store } from './store.ts';

/** Temporary names begin with a dot and `tmp-`, and are never listed. */
const TEMPORARY = '.tmp-';
const READ_AHEAD = 256 * 1024;

/** The store in a local (or shared, POSIX) folder. */
export function createFolderStore(folder: string): Store {
  const pathOf = (key: string) => join(folder, checkKey(key));
  return {
    async putIfAbsent(key, body) {
      const path = pathOf(key);
      const parent = dirname(path);
      const temporary = join(parent, `${TEMPORARY}${randomUUID()}`);
      const file = await createIn(parent, temporary);
      try {
        await writeAll(file, body);
        const outcome = await linkIfAbsent(temporary, path);
        await unlink(temporary);
        await syncFolder(parent);
        return outcome;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async read(key, range) {
      const path = pathOf(key);
      const file = await openIfThere(path);
      if (file === null) return null;
      const { size } = file;
      const start = Math.min(range?.start ?? 0, size);
      const end = Math.min(size, range?.length === undefined ? size : start + range.length);
      if (end - start > READ_AHEAD) {
        return {
          size,
          stream: createReadStream(path, { start, end: end - 1, highWaterMark: READ_AHEAD, fd: file.handle }),
        };
      }
      return { size, stream: Readable.from(await readAndClose(file.handle, { start, end }), { objectMode: false }) };
    },
    async *list(prefix) {
      yield* walk(folder, pathOf(prefix));
    },
    async delete(keyOrPrefix) {
      const path = pathOf(keyOrPrefix);
      await rm(path, { recursive: keyOrPrefix.endsWith('/'), force: true });
      await syncFolder(dirname(path)).catch(ignoreMissing);
    },
  };
}

/**
 * Most folders are there. A sweep may remove an empty one between making it and writing into it: once more is enough, then it
 * is an error.
 */
async function createIn(parent: string, path: string): Promise<FileHandle> {
  for (let missing = 0; missing < 2; missing++) {
    try {
      return await open(path, 'wx', 0o600);
    } catch (error) {
      ignoreMissing(error);
      await makeFolder(parent);
    }
  }
  return open(path, 'wx', 0o600);
}

/** A new folder is durable once the folder above it is synced. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function writeAll(file: FileHandle, body: Body): Promise<void> {
  try {
    await writeFile(file, body);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function linkIfAbsent(temporary: string, path: string): Promise<'stored' | 'exists'> {
  try {
    await link(temporary, path);
    return 'stored';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'exists';
    throw error;
  }
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

async function openIfThere(path: string): Promise<OpenFile | null> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'r');
    const facts = await handle.stat();
    if (facts.isFile()) return { handle, size: facts.size };
    await handle.close();
    return null;
  } catch (error) {
    await handle?.close();
    ignoreMissing(error);
    return null;
  }
}

/** What is small is read at once: a stream of its own costs many times as much, and nobody has to end it. */
async function readAndClose(file: FileHandle, { start, end }: { start: number; end: number }): Promise<Buffer> {
  try {
    const bytes = Buffer.allocUnsafe(end - start);
    let used = 0;
    while (used < bytes.length) {
      const { bytesRead } = await file.read(bytes, used, bytes.length - used, start + used);
      if (bytesRead === 0) throw new Error('A stored object is shorter than it was when it was opened');
      used += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

async function* walk(folder: string, path: string): AsyncGenerator<string> {
  const entries = await opendir(path).catch((error: unknown) => {
    ignoreMissing(error);
    return null;
  });
  if (entries === null) return;
  for await (const entry of entries) {
    if (entry.name.startsWith(TEMPORARY)) continue;
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* walk(folder, inner);
    else yield relative(folder, inner).split(sep).join('/');
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function ignoreMissing(error: unknown): void {
  const code = codeOf(error);
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}

/** Deletes temporary files older than an age, left by writers that died. Gives their number. */
export async function sweepTemporary(folder: string, olderThanMs: number): Promise<number> {
  let swept = 0;
  const limit = Date.now() - olderThanMs;
  const visit = async (path: string): Promise<void> => {
    const entries = await opendir(path).catch((error: unknown) => {
      ignoreMissing(error);
      return null;
    });
    if (entries === null) return;
    for await (const entry of entries) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) await visit(inner);
      else if (entry.name.startsWith(TEMPORARY)) {
        const facts = await stat(inner).catch(() => null);
        if (facts === null || facts.mtimeMs > limit) continue;
        await rm(inner, { force: true });
        swept++;
      }
    }
  };
  await visit(folder);
  return swept;
}
