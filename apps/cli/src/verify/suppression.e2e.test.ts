import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { createTestDir, startProcess, stopAtEnd } from '@mailsift/testing';
import { beforeAll, describe, expect, it } from 'vitest';

const SUPPRESSED = `# what nobody may be asked about
Suppressed@Exists.test
small.test
.greylist.test
${createHash('md5').update('hashed@exists.test').digest('hex')}
not an entry
`;

const EXPECTED = {
  'user-open@exists.test': ['passed', 'mailbox_exists', ''],
  'SUPPRESSED@exists.test': ['failed', 'blacklisted_address', 'suppressed'],
  'hashed@exists.test': ['failed', 'blacklisted_address', 'suppressed'],
  'a@small.test': ['failed', 'blacklisted_domain', 'suppressed'],
  'user-open@d1.small.test': ['passed', 'mailbox_exists', ''],
  'a@greylist.test': ['failed', 'blacklisted_domain', 'suppressed'],
} as const;

let sandbox: Sandbox;
let cwd: string;
let env: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox();
  stopAtEnd('the sandbox', () => sandbox.close());
  cwd = await createTestDir();
  const file = join(cwd, 'suppressed.txt');
  await writeFile(file, SUPPRESSED);
  env = {
    DNS_SERVERS: sandbox.dnsServer,
    SMTP_PORT: String(sandbox.smtpPort),
    ALLOW_PRIVATE_NETWORKS: 'true',
    EHLO_HOSTNAME: 'verify.mailsift.test',
    SUPPRESSION_FILES: file,
    LOG_LEVEL: 'warn',
  };
});

describe('addresses and domains on the suppression files', () => {
  it('are failed in a list, and nobody is asked about them', async () => {
    const emails = Object.keys(EXPECTED);
    await writeFile(join(cwd, 'list.csv'), `email\n${emails.join('\n')}\n`);
    const started = await startProcess({
      args: ['verify', 'list.csv', '-o', 'out.ndjson', '--format', 'ndjson'],
      env,
      cwd,
    });
    expect(await started.exited, started.output()).toMatchObject({ code: 0 });
    const rows = (await readFile(join(cwd, 'out.ndjson'), 'utf8')).trimEnd().split('\n');
    const results = rows.map((row) => JSON.parse(row).result);
    expect(results.map(({ email, status, event, cause }) => [email, [status, event, cause ?? '']])).toEqual(
      Object.entries(EXPECTED),
    );
    expect(results[1].rule).toBe('suppressed-address');
    // In either order: their servers are asked side by side.
    const asked = [...sandbox.counts().addresses.keys()].filter((address) => emails.includes(address));
    expect(new Set(asked)).toEqual(new Set(['user-open@exists.test', 'user-open@d1.small.test']));
    // The line that is no entry is told, with its number.
    expect(started.output()).toMatch(/suppressed\.txt:6: /);
  });

  it.each([
    ['suppressed@exists.test', 'blacklisted_address'],
    ['b@any.greylist.test', 'blacklisted_domain'],
  ])('are failed by check, without a look-up (%s)', async (address, event) => {
    const started = await startProcess({ args: ['check', address, '--json'], env, cwd });
    expect(await started.exited, started.output()).toMatchObject({ code: 0 });
    const line =
      started
        .output()
        .split('\n')
        .find((each) => each.startsWith('{')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      status: 'failed',
      event,
      cause: 'suppressed',
      dns: null,
      conversation: [],
    });
  });

  it('end a command whose file cannot be read', async () => {
    const missing = { ...env, SUPPRESSION_FILES: '/nowhere/suppressed.txt' };
    const started = await startProcess({ args: ['check', 'a@exists.test'], env: missing, cwd });
    expect(await started.exited).toMatchObject({ code: 1 });
    expect(started.output()).toContain('mailsift: /nowhere/suppressed.txt cannot be read: ENOENT');
  });
});
