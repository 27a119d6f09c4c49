import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir, startProcess } from '@mailsift/testing';
import { expect, test } from 'vitest';
import { startSystem } from '../e2e/system.fixture.ts';

test('lists of a running API are shown, downloaded, held and deleted', async () => {
  const system = await startSystem({ workers: 1 });
  const { id } = await system.upload(['email\n', 'user-1@exists.test\n', 'unknown-1@exists.test\n']);
  await system.result(id);
  const run = async (...args: readonly string[]) => {
    const ran = await startProcess({ args: ['lists', ...args], env: { MAILSIFT_URL: system.url } });
    return { ...(await ran.exited), output: ran.output() };
  };
  const listed = await run('ls');
  expect([listed.code, listed.output]).toEqual([
    0,
    expect.stringMatching(new RegExp(`^ID .*\\n${id} +completed +100 % +2 +1 +1 +0`)),
  ]);
  const file = join(await createTestDir(), 'good.csv');
  expect((await run('download', id, '-o', file, '--status', 'passed')).code).toBe(0);
  expect((await readFile(file, 'utf8')).split('\n')[1]).toMatch(/^user-1@exists\.test,passed,/);
  const paused = await run('pause', id);
  expect([paused.code, paused.output]).toEqual([1, expect.stringContaining('[list_finished]')]);
  expect((await run('show', id)).output).toContain('mailbox_does_not_exist');
  expect((await run('delete', id)).code).toBe(0);
  expect((await run('show', id)).output).toContain('[list_not_found]');
});
