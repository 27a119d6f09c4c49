import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '@mailsift/runtime';
import { type Finding, inArea, reasonOf } from './finding.ts';

const { ok, warning, failed } = inArea('Store');
const GIB = 2 ** 30;
const LEAST_FREE = GIB;
/** Upload, partitions, results and output of a list lie beside each other for a while, and scratch files with them. */
const UPLOADS_WIDE = 5;
const SLOW_SYNC_MS = 100;

/** Whether the folder of STORAGE_URL can be written to durably, how fast, and what room it has. */
export async function checkStore({
  dataFolder,
  maxUploadSize,
}: Pick<Settings, 'dataFolder' | 'maxUploadSize'>): Promise<readonly Finding[]> {
  try {
    const synced = await checkSync(dataFolder);
    return [synced, await checkRoom(dataFolder, maxUploadSize)];
  } catch (error) {
    const advice = `Let this user write to ${dataFolder}, or set STORAGE_URL to a folder where it may`;
    return [failed('writes', `${dataFolder} cannot be written to: ${reasonOf(error)}`, advice)];
  }
}

/** As the store does it: a file, its sync, and the sync of the folder it is in. */
async function checkSync(folder: string): Promise<Finding> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `.tmp-doctor-${randomUUID()}`);
  try {
    const startedAt = performance.now();
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(Buffer.alloc(4_096, 1));
      await file.sync();
    } finally {
      await file.close();
    }
    const parent = await open(dirname(path), 'r');
    await parent.sync().finally(() => parent.close());
    const took = Math.round(performance.now() - startedAt);
    const found = `a file in ${folder} is durable after ${took} ms`;
    if (took <= SLOW_SYNC_MS) return ok('writes', found);
    return warning('writes', found, 'Each result is synced before it counts: put STORAGE_URL on a faster disk');
  } finally {
    await rm(path, { force: true });
    if (made !== undefined) await rm(made, { recursive: true, force: true });
  }
}

async function checkRoom(folder: string, maxUploadSize: number): Promise<Finding> {
  const { bavail, bsize, ffree, files } = await statfs(await nearest(folder));
  const free = bavail * bsize;
  const found = `${(free / GIB).toFixed(1)} GiB free`;
  const advice = 'Make room, or set RETENTION_DAYS lower';
  if (free < LEAST_FREE) return failed('room', found, advice);
  if (files > 0 && ffree < 10_000) return failed('room', `${found}, but only ${ffree} inodes`, advice);
  if (free >= UPLOADS_WIDE * maxUploadSize) return ok('room', found);
  const wanted = `${((UPLOADS_WIDE * maxUploadSize) / GIB).toFixed(1)} GiB`;
  return warning('room', `${found}; an upload of MAX_UPLOAD_SIZE may need ${wanted}`, `${advice}, or MAX_UPLOAD_SIZE`);
}

/** The folder, or what is there of the way to it. */
async function nearest(folder: string): Promise<string> {
  for (let path = folder; ; path = dirname(path)) {
    const isThere = await statfs(path).then(
      () => true,
      () => false,
    );
    if (isThere || path === dirname(path)) return path;
  }
}
