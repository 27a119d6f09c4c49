import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from '@mailsift/runtime';
import { startSandbox } from '@mailsift/sandbox';
import { createTestDir, startTestRedis, stopAtEnd } from '@mailsift/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeFindings, summarise } from './describeFindings.ts';
import type { Finding } from './finding.ts';
import { runDoctor } from './runDoctor.ts';

let sandboxEnv: Record<string, string>;
let redisUrl: string;
beforeAll(async () => {
  const sandbox = await startSandbox();
  stopAtEnd('the sandbox', () => sandbox.close());
  redisUrl = (await startTestRedis()).url;
  sandboxEnv = { DNS_SERVERS: sandbox.dnsServer, SMTP_PORT: String(sandbox.smtpPort), ALLOW_PRIVATE_NETWORKS: 'true' };
});

/** Findings by area and check. */
async function examine(env: Readonly<Record<string, string>>, domain = 'exists.test') {
  const folder = env['STORAGE_URL'] ?? `file://${await createTestDir()}`;
  const settings = parseEnv({ ...sandboxEnv, REDIS_URL: redisUrl, IDENTITIES: GOOD, STORAGE_URL: folder, ...env });
  const told: Finding[] = [];
  const signal = new AbortController().signal;
  const findings = await runDoctor({ settings, domain, signal, tell: (some) => void told.push(...some) });
  expect(told).toEqual(findings);
  for (const { level, advice } of findings) expect(advice === null).toBe(level === 'ok' || level === 'skipped');
  const find = (area: string, check: string) =>
    findings.find((finding) => finding.area.startsWith(area) && finding.check.startsWith(check));
  return { findings, find };
}

const GOOD = '127.0.0.1|verifier.test|verify@verifier.test';

describe('mailsift doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { findings, find } = await examine({});
    expect(findings.filter(({ level }) => level === 'failed')).toEqual([]);
    expect(find('Outgoing', 'port')).toMatchObject({
      level: 'ok',
      found: expect.stringContaining('greets us as verifier.test'),
    });
    expect(find('Identity', 'PTR')).toMatchObject({
      level: 'ok',
      found: 'the PTR of 127.0.0.1 is verifier.test, and leads back',
    });
    expect(find('Identity', 'EHLO')).toMatchObject({ level: 'ok' });
    expect(find('Identity', 'MAIL FROM')).toMatchObject({ level: 'ok' });
    expect(find('Identity', 'SPF')).toMatchObject({ level: 'ok', found: 'verifier.test lets 127.0.0.1 send' });
    expect(find('Redis', 'version')).toMatchObject({ level: 'ok' });
    expect(find('Redis', 'clock')).toMatchObject({ level: 'ok' });
    expect(find('Store', 'writes')?.level).toMatch(/ok|warning/);
    expect(find('DNS', 'server')).toMatchObject({ level: 'ok' });
    expect(find('Files', 'mail server data')?.found).toMatch(/^countries of 20\d\d-\d\d-\d\d, networks of 20/);
    expect(summarise(findings)).toMatch(/^0 failed, \d+ warnings?, \d+ ok$/);
    expect(describeFindings(findings).join('\n')).toMatch(/\nRedis\n {2}ok {6}version and eviction: version \d/);
  });

  it('says of each identity what servers find out about it', async () => {
    const { find } = await examine({
      IDENTITIES: [
        '127.0.0.2|alias.verifier.test|verify@forged.verifier.test',
        '127.0.0.3|bare.verifier.test|verify@bare.verifier.test',
        '127.0.0.1|mx.exists.test|verify@nxdomain.test',
      ].join(','),
    });
    const alias = 'Identity alias';
    expect(find(alias, 'PTR')).toMatchObject({ level: 'failed', found: expect.stringContaining('does not lead back') });
    expect(find(alias, 'MAIL FROM')).toMatchObject({ level: 'ok' });
    expect(find(alias, 'SPF')).toMatchObject({ level: 'failed', advice: expect.stringContaining('Add ip4:127.0.0.2') });
    const bare = 'Identity bare';
    expect(find(bare, 'PTR')).toMatchObject({
      level: 'failed',
      advice: expect.stringContaining('PTR to bare.verifier.test'),
    });
    expect(find(bare, 'MAIL FROM')).toMatchObject({ level: 'failed', found: expect.stringContaining('no MX') });
    expect(find(bare, 'SPF')).toMatchObject({
      level: 'warning',
      advice: expect.stringContaining('v=spf1 ip4:127.0.0.3 -all'),
    });
    const other = 'Identity mx.exists';
    expect(find(other, 'PTR')).toMatchObject({ level: 'ok' });
    expect(find(other, 'EHLO')).toMatchObject({ level: 'failed', advice: expect.stringContaining('verifier.test') });
    expect(find('Outgoing', 'port')).toMatchObject({ level: 'ok' });
  });

  it('goes on without Redis, DNS or a way out, and says what to do', async () => {
    const { find } = await examine({
      REDIS_URL: 'redis://127.0.0.1:1',
      DNS_SERVERS: '127.0.0.1:1',
      CONNECT_TIMEOUT: '200ms',
    });
    expect(find('Redis', 'ready')).toMatchObject({ level: 'failed', advice: expect.stringContaining('REDIS_URL') });
    expect(find('DNS', 'server')).toMatchObject({ level: 'failed', advice: expect.stringContaining('DNS_SERVERS') });
    expect(find('Outgoing', 'port')).toMatchObject({ level: 'skipped' });
    expect(find('Identity', 'PTR')).toMatchObject({ level: 'warning' });
  });

  it.each([
    ['all-dead.test', 'failed', 'refused', 'block outgoing port 25'],
    ['blocked-banner.test', 'warning', '5', 'blocklists'],
    ['null-mx.test', 'skipped', 'no mail host', null],
  ])('tells what keeps it from %s', async (domain, level, found, advice) => {
    const { find } = await examine({ CONNECT_TIMEOUT: '1s' }, domain);
    expect(find('Outgoing', 'port')).toMatchObject({
      level,
      found: expect.stringContaining(found),
      advice: advice === null ? null : expect.stringContaining(advice),
    });
  });

  it('tells what would keep a worker from starting', async () => {
    const folder = await createTestDir();
    const suppressed = join(folder, 'suppressed.txt');
    await writeFile(suppressed, 'a@example.com\nnonsense\n');
    const lanes = join(folder, 'lanes.yaml');
    await writeFile(lanes, 'lanes: 5\n');
    const { find } = await examine({ SUPPRESSION_FILES: suppressed, LANES_FILE: lanes, WORKER_CONNECTIONS: '10000' });
    expect(find('Files', 'LANES_FILE')).toMatchObject({ level: 'failed', found: expect.stringContaining(lanes) });
    expect(find('Files', 'SUPPRESSION_FILES')).toMatchObject({
      level: 'warning',
      found: expect.stringContaining(`${suppressed}:2: `),
    });
    const { find: again } = await examine({
      SUPPRESSION_FILES: '/nowhere/x.txt',
      STORAGE_URL: `file://${suppressed}/store`,
    });
    expect(again('Files', 'SUPPRESSION_FILES')).toMatchObject({
      level: 'failed',
      found: expect.stringContaining('ENOENT'),
    });
    expect(again('Store', 'writes')).toMatchObject({ level: 'failed', advice: expect.stringContaining('STORAGE_URL') });
  });

  it('leaves nothing in the store', async () => {
    const folder = await createTestDir();
    await examine({ STORAGE_URL: `file://${folder}` });
    await examine({ STORAGE_URL: `file://${join(folder, 'a', 'b')}` });
    expect(await readdir(folder)).toEqual([]);
  });
});
