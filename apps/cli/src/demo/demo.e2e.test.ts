import { readdir, readFile } from 'node:fs/promises';
import { createTestDir, startProcess } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';

/** What is in a folder but for the cache of tsx, which runs the source. */
async function leftIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith('tsx-'));
}

describe('mailsift demo', () => {
  it('cleans the sample list with every verdict right, and leaves the two lists alone', async () => {
    const TMPDIR = await createTestDir();
    const started = await startProcess({ args: ['demo'], env: { TMPDIR }, cwd: await createTestDir() });
    expect(await started.exited, started.output()).toEqual({ code: 0, signal: null });
    expect(started.output()).toContain('300 of 300 verdicts are right');
    const [, cleaned = ''] = /List out: (\S+)/.exec(started.output()) ?? [];
    expect(await readFile(cleaned, 'utf8')).toMatch(/^id,name,email,company,note,mailsift_status,/);
    expect(await leftIn(TMPDIR)).toHaveLength(1);
  });

  it('needs no Redis on the machine', async () => {
    const env = { TMPDIR: await createTestDir(), PATH: await createTestDir() };
    const started = await startProcess({ args: ['demo'], env, cwd: await createTestDir() });
    expect(await started.exited, started.output()).toEqual({ code: 0, signal: null });
    expect(started.output()).toContain('Redis (embedded, from npm)');
    expect(started.output()).toContain('300 of 300 verdicts are right');
  });

  it('stays up with --keep, and ends when told to', async () => {
    const TMPDIR = await createTestDir();
    const args = ['demo', '--keep', '--rows', '20'];
    const started = await startProcess({
      args,
      env: { TMPDIR },
      cwd: await createTestDir(),
      waitFor: /Ctrl\+C stops it/,
    });
    const [, url = ''] = await started.waitForLine(/curl -F file=@list\.csv (http:\S+)\/v1\/lists/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    started.kill('SIGINT');
    expect(await started.exited).toEqual({ code: 0, signal: null });
  });

  it('cleans up when it is interrupted', async () => {
    const TMPDIR = await createTestDir();
    const started = await startProcess({ args: ['demo'], env: { TMPDIR }, cwd: await createTestDir() });
    await started.waitForLine(/a worker, and the API/);
    started.kill('SIGINT');
    expect(await started.exited).toEqual({ code: 1, signal: null });
    expect(await leftIn(TMPDIR)).toEqual([]);
  });
});
