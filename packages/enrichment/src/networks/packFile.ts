import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePack, type Pack, parsePack } from './packFormat.ts';

const FILE = 'networks.pack';
/** Five times today's pack: what is larger was not written here. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The pack kept in a folder; null where there is none that is whole. Read into memory (about 9 MB). */
export function readPackFile(folder: string): Pack | null {
  const path = join(folder, FILE);
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > MOST_BYTES) return null;
    // A copy of its own begins at a whole word, which a Buffer need not.
    return parsePack(new Uint8Array(readFileSync(path)));
  } catch {
    return null;
  }
}

/**
 * Keeps a pack under its name by one rename, so that other processes see the old one or the new one. There is no fsync:
 * what a power cut leaves half written fails its checksum and is packed again. Throws where it cannot be written.
 */
export function keepPackFile(folder: string, pack: Pack): void {
  const temporary = join(folder, `.${FILE}-${randomUUID()}`);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(temporary, encodePack(pack), { flag: 'wx' });
    renameSync(temporary, join(folder, FILE));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
