import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir, startCommand } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { lockFolder } from './folderLock.ts';
import { identityOf } from './processIdentity.ts';

const IDLE = ['-e', 'console.log("up"); setInterval(() => {}, 1000)'];
const startIdle = () => startCommand(process.execPath, IDLE, { waitFor: /up/ });

async function recordOf(pid: number) {
  return { pid, identity: await identityOf(pid) };
}

describe('the lock of a folder', () => {
  it('is held by one and free after its release', async () => {
    const dir = await createTestDir();
    const lock = await lockFolder(dir);
    await expect(lockFolder(dir)).rejects.toThrow(`Another mailsift (process ${process.pid})`);
    await lock.release();
    await (await lockFolder(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('goes to exactly one of many that come at once after a crash', async () => {
    const dir = await createTestDir();
    const dead = { pid: 999_999_999, identity: 'gone' };
    await writeFile(join(dir, 'mailsift.lock'), JSON.stringify({ owner: dead, server: null }));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(dir)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('ends the server that a dead owner left behind', async () => {
    const dir = await createTestDir();
    const orphan = await startIdle();
    const record = { owner: { pid: process.pid, identity: 'an earlier process' }, server: await recordOf(orphan.pid) };
    await writeFile(join(dir, 'mailsift.lock'), JSON.stringify(record));
    await lockFolder(dir);
    expect((await orphan.exited).signal).toBe('SIGTERM');
  });

  it('leaves alone a process that only has the number of the old server', async () => {
    const dir = await createTestDir();
    const bystander = await startIdle();
    const record = {
      owner: { pid: 999_999_999, identity: 'gone' },
      server: { pid: bystander.pid, identity: 'somebody else' },
    };
    await writeFile(join(dir, 'mailsift.lock'), JSON.stringify(record));
    await lockFolder(dir);
    expect(await identityOf(bystander.pid)).not.toBeNull();
  });

  it('is taken over when its file is torn', async () => {
    const dir = await createTestDir();
    await writeFile(join(dir, 'mailsift.lock'), '{"owner":');
    await expect(lockFolder(dir)).resolves.toBeDefined();
  });
});
