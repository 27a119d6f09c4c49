import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAtEnd } from './leaks.ts';

/** An empty folder, removed with the test or the file that asked for it. */
export async function createTestDir(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mailsift-test-')));
  stopAtEnd(folder, () => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
