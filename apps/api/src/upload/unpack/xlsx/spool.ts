import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { uploadTooLarge } from '../../uploadTooLarge.ts';
import type { UnpackOptions } from '../unpack.ts';

/** Puts bytes into a file that has no name any more: it is gone once it is closed, also when the process dies. */
export async function spool(
  source: AsyncIterable<Uint8Array>,
  { maxBytes, scratch }: UnpackOptions,
): Promise<FileHandle> {
  const path = join(scratch, `.tmp-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    let written = 0;
    for await (const chunk of source) {
      written += chunk.length;
      if (written > maxBytes) throw uploadTooLarge(maxBytes);
      await file.writeFile(chunk);
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
