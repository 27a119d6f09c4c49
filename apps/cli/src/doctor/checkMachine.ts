import { readFile } from 'node:fs/promises';
import type { Settings } from '@mailsift/runtime';
import { type Finding, inArea } from './finding.ts';

const { ok, failed, skipped } = inArea('Machine');
/** This was written after it. */
const EARLIEST = Date.UTC(2026, 0, 1);
/** Beside its conversations: files of lists, Redis, clients of the API, threads. */
const OTHER_FILES = 500;

export async function checkMachine({
  workerConnections,
}: Pick<Settings, 'workerConnections'>): Promise<readonly Finding[]> {
  return [await checkFiles(workerConnections), checkDate()];
}

async function checkFiles(workerConnections: number): Promise<Finding> {
  const check = 'open files';
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => null);
  const text = limits === null ? undefined : /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  if (text === undefined) return skipped(check, 'the limit cannot be read on this system');
  const most = text === 'unlimited' ? Number.POSITIVE_INFINITY : Number(text);
  const needed = workerConnections + OTHER_FILES;
  const found = `${text} may be open at once, WORKER_CONNECTIONS=${workerConnections} takes up to ${needed}`;
  if (most >= needed) return ok(check, found);
  const advice = `Raise the limit (ulimit -n ${needed}; LimitNOFILE=${needed} in a systemd unit), or lower WORKER_CONNECTIONS`;
  return failed(check, found, advice);
}

/** A clock that was never set fails certificates, look-ups and retention; Redis is compared with besides. */
function checkDate(): Finding {
  const now = new Date();
  const found = `${now.toISOString().slice(0, 19)}Z`;
  if (now.getTime() > EARLIEST) return ok('clock', found);
  return failed('clock', `${found} is in the past`, 'Run a time service (chrony, systemd-timesyncd)');
}
