import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir, startCommand, startProcess } from '@mailsift/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { sandboxSettings } from '../sandboxSettings.fixture.ts';

const LIST = `name;mail
"Muster; Anna";anna.muster@exists.test
Bob;unknown.bob@exists.test

Carla;x@catch-all.test
Dora;info@mailinator.com
Emil;
`;

let env: Record<string, string>;
beforeAll(async () => {
  env = { ...(await sandboxSettings()), GREYLIST_DELAYS: '1s', RETRY_DELAYS: '1s' };
});

async function folderWith(list: string): Promise<string> {
  const cwd = await createTestDir();
  await writeFile(join(cwd, 'list.csv'), list);
  return cwd;
}

describe('mailsift verify', () => {
  it('gives back the list with verdicts, and leaves nothing of it behind', async () => {
    const cwd = await folderWith(LIST);
    const started = await startProcess({ args: ['verify', 'list.csv', '-o', 'clean.csv'], env, cwd });
    expect(await started.exited, started.output()).toMatchObject({ code: 0 });
    const lines = (await readFile(join(cwd, 'clean.csv'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => line.split(';mailsift_details')[0]?.split(';').slice(0, 5).join(';'))).toEqual([
      'name;mail;mailsift_status;mailsift_event',
      '"Muster; Anna";anna.muster@exists.test;passed;mailbox_exists',
      expect.stringMatching(/^Bob;unknown\.bob@exists\.test;failed;mailbox_does_not_exist;/),
      expect.stringMatching(/^Carla;x@catch-all\.test;unknown;is_catchall;/),
      expect.stringMatching(/^Dora;info@mailinator\.com;unknown;is_catchall;/),
      expect.stringMatching(/^Emil;;failed;invalid_syntax;/),
    ]);
    expect(started.output()).toMatch(/passed +mailbox_exists +1 +20\.0 %/);
    expect(await readdir(cwd)).toEqual(['clean.csv', 'data', 'list.csv']);
    expect(await readdir(join(cwd, 'data', 'lists'))).toEqual([]);
  });

  it('reads standard input and writes standard output, filtered, as NDJSON', async () => {
    const cwd = await folderWith(LIST);
    const bin = new URL('../../bin/mailsift.mjs', import.meta.url).pathname;
    const options = '-o - --format ndjson --status passed,unknown --exclude disposable';
    const script = `"${process.execPath}" "${bin}" verify - ${options} < list.csv > out.ndjson`;
    const started = await startCommand('/bin/sh', ['-c', script], { env, cwd });
    expect(await started.exited, started.output()).toMatchObject({ code: 0 });
    const rows = (await readFile(join(cwd, 'out.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(rows.map((row): unknown => JSON.parse(row))).toMatchObject([
      { row: 0, result: { email: 'anna.muster@exists.test', status: 'passed' } },
      { row: 2, result: { email: 'x@catch-all.test', status: 'unknown' } },
    ]);
  });

  it('can be interrupted, and goes on where it was', async () => {
    const cwd = await folderWith('email\nanna.muster@exists.test\nanna.muster@greylist.test\n');
    const slow = { ...env, GREYLIST_DELAYS: '1h' };
    const first = await startProcess({ args: ['verify', 'list.csv', '-o', 'clean.csv'], env: slow, cwd });
    await first.waitForLine(/greylisted/);
    first.kill('SIGINT');
    expect(await first.exited).toMatchObject({ code: 1 });
    const [, resume = ''] = await first.waitForLine(/mailsift verify --resume (\w+) -o clean\.csv/);
    expect(await readdir(cwd)).toEqual(['data', 'list.csv']);

    const second = await startProcess({ args: ['verify', '--resume', resume, '-o', 'clean.csv'], env: slow, cwd });
    await second.waitForLine(/verifying +50 % +passed 1 /);
    second.kill('SIGTERM');
    expect(await second.exited).toMatchObject({ code: 1 });
  });

  it('overwrites nothing, and says which column it could not find', async () => {
    const cwd = await folderWith('a,b\n1,2\n');
    await writeFile(join(cwd, 'mine.csv'), 'mine');
    const refused = await startProcess({ args: ['verify', 'list.csv', '-o', 'mine.csv'], env, cwd });
    expect(await refused.exited).toMatchObject({ code: 2 });
    expect(refused.output()).toContain('mine.csv exists. --force replaces it');
    const lost = await startProcess({ args: ['verify', 'list.csv', '-o', 'x.csv'], env, cwd });
    expect(await lost.exited).toMatchObject({ code: 1 });
    expect(lost.output()).toMatch(/No column holds email addresses.*"column 1".*--email-column/);
    expect(await readFile(join(cwd, 'mine.csv'), 'utf8')).toBe('mine');
  });
});
