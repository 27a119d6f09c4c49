import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identityOf } from './processIdentity.ts';

const processRecord = z.object({ pid: z.int().positive(), identity: z.string().min(1) });
const lockRecord = z.object({ owner: processRecord, server: processRecord.nullable() });
type ProcessRecord = z.infer<typeof processRecord>;
type LockRecord = z.infer<typeof lockRecord>;

export interface FolderLock {
  /** Writes down which server runs for us, so that whoever comes after a crash of ours can end it. */
  record(serverPid: number): Promise<void>;
  release(): Promise<void>;
}

const ORPHAN_DEADLINE_MS = 15_000;
const EVERY_MS = 50;
const ATTEMPTS = 5;

/**
 * Two servers on one append-only file would destroy it: only one process may run a private Redis in a folder. A lock whose owner is
 * dead is taken over, after the server it left behind has ended. Throws when the owner is alive.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'mailsift.lock');
  const owner = await describe(process.pid);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await createWhole(file, { owner, server: null })) {
      return {
        record: async (serverPid) => replace(file, { owner, server: await describe(serverPid) }),
        release: () => rm(file, { force: true }),
      };
    }
    await takeOver(file, folder);
  }
  throw new Error(`Other processes keep taking the lock ${file}`);
}

async function describe(pid: number): Promise<ProcessRecord> {
  const identity = await identityOf(pid);
  if (identity === null) throw new Error(`Process ${pid} has just ended`);
  return { pid, identity };
}

async function isAlive(record: ProcessRecord): Promise<boolean> {
  return (await identityOf(record.pid)) === record.identity;
}

/** Creates the file with its content at once (a reader never sees half of it). False when it exists. */
async function createWhole(file: string, record: LockRecord): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, JSON.stringify(record), { mode: 0o600 });
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function replace(file: string, record: LockRecord): Promise<void> {
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, JSON.stringify(record), { mode: 0o600 });
  await rename(temporary, file);
}

async function takeOver(file: string, folder: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  const record = readRecord(text);
  if (record !== null) {
    if (await isAlive(record.owner)) {
      throw new Error(
        `Another mailsift (process ${record.owner.pid}) runs its private Redis in ${folder}. Stop it, or set STORAGE_URL to another folder or REDIS_URL to a Redis that both may use`,
      );
    }
    if (record.server !== null) await endOrphan(record.server);
  }
  await removeIfStill(file, text);
}

function readRecord(text: string): LockRecord | null {
  try {
    return lockRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The server is told by its watch already; this waits, and insists. */
async function endOrphan(server: ProcessRecord): Promise<void> {
  for (let waited = 0; await isAlive(server); waited += EVERY_MS) {
    if (waited >= 2 * ORPHAN_DEADLINE_MS)
      throw new Error(`The Redis of an earlier mailsift (process ${server.pid}) does not end`);
    if (waited % 5_000 === 0) signal(server.pid, waited >= ORPHAN_DEADLINE_MS ? 'SIGKILL' : 'SIGTERM');
    await sleep(EVERY_MS);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
    process.kill(pid, 'SIGCONT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Somebody else may have taken over meanwhile: what we move away is looked at, and put back if it is theirs. */
async function removeIfStill(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}
