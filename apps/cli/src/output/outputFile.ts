import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CommandError, usageError } from '../terminal/commandError.ts';

/** A file that is not there until it is whole. */
export interface OutputFile {
  readonly path: string;
  /** Writes all of the source, durably, and only then gives the file its name. Leaves nothing behind when it fails. */
  write(source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
}

/**
 * Looks beforehand, so that nothing is found out after hours of work.
 *
 * @throws CommandError where the file exists and may not be replaced, or its folder cannot be written to.
 */
export async function openOutputFile(name: string, { force }: { readonly force: boolean }): Promise<OutputFile> {
  const path = resolve(name);
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) throw usageError(`${name} is a folder; name a file`);
  if (existing !== null && !force) throw usageError(`${name} exists. --force replaces it`);
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new CommandError(`the folder ${folder} is not there or may not be written to`, { cause });
  });
  return {
    path,
    async write(source, signal) {
      const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
      // Opened before the source is: a stream that opens by itself may do so after a source's failure was cleaned up.
      const handle = await open(temporary, 'wx');
      try {
        await pipeline(source, handle.createWriteStream({ flush: true }), { signal });
        if (force) await rename(temporary, path);
        else await claim(temporary, path, name);
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

/** `rename` would replace a file that came into being meanwhile; `link` does not. */
async function claim(temporary: string, path: string, name: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CommandError(`${name} came into being meanwhile. --force replaces it`, { cause: error });
    }
    // A file system without hard links.
    await rename(temporary, path);
  }
}
