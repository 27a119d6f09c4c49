import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { configurationTable } from './configurationTable.ts';
import { EnvError } from './envError.ts';
import { envExample } from './envExample.ts';
import { findMisspelled } from './misspelled.ts';
import { type Environment, isLoopback, parseEnv } from './parseEnv.ts';
import { variables } from './variables.ts';

describe('the environment', () => {
  it('has a default for everything', () => {
    const settings = parseEnv({});
    expect(settings).toMatchObject({
      redisUrl: null,
      host: '127.0.0.1',
      apiKeys: [],
      maxUploadSize: 2 * 1024 ** 3,
      smtpPort: 25,
      greylistDelaysMs: [360_000, 960_000, 2_100_000, 7_200_000],
      retryDelaysMs: [60_000, 300_000, 900_000],
      workerConnections: 200,
      laneDefaultRate: 20,
      starttls: 'opportunistic',
      logLevel: 'info',
    });
    expect(settings.storageUrl).toBe(`file://${process.cwd()}/data`);
    expect(settings.identities).toHaveLength(1);
  });

  it('counts an empty variable as not set', () => {
    expect(parseEnv({ PORT: ' ', REDIS_URL: '' })).toEqual(parseEnv({}));
  });

  it('builds the only identity from EHLO_HOSTNAME and MAIL_FROM', () => {
    const [identity] = parseEnv({ EHLO_HOSTNAME: 'verify.example.com' }).identities;
    expect(identity).toMatchObject({ bind: null, ehlo: 'verify.example.com', mailFrom: 'verify@verify.example.com' });
  });

  it('decodes the folder of a file URL', () => {
    expect(parseEnv({ STORAGE_URL: 'file:///srv/my%20lists' }).dataFolder).toBe('/srv/my lists');
  });

  it('takes no retries at all as a list of none', () => {
    expect(parseEnv({ RETRY_DELAYS: 'none' }).retryDelaysMs).toEqual([]);
  });

  it('lists every problem at once, with the value and what is allowed', () => {
    const error = failureOf({ PORT: '99999', MAX_UPLOAD_SIZE: 'lots', GREYLIST_DELAYS: '6m,soon', HOST: 'a b' });
    expect(error.problems.map((problem) => problem.variable).sort()).toEqual([
      'GREYLIST_DELAYS',
      'HOST',
      'MAX_UPLOAD_SIZE',
      'PORT',
    ]);
    expect(error.message).toContain('PORT is "99999": must be a whole number from 0 to 65535');
  });

  it.each([
    ['SMTP_PORT', '0'],
    ['PORT', '1e3'],
    ['CONNECT_TIMEOUT', '10'],
    ['COMMAND_TIMEOUT', '100h'],
    ['DNS_SERVERS', '127.0.0.1:99999'],
    ['DNS_SERVERS', 'dns.example.com'],
    ['DNS_SERVERS', '[127.0.0.1]:53'],
    ['LANE_DEFAULT_RATE', '20'],
    ['ALLOW_PRIVATE_NETWORKS', 'yes'],
    ['EHLO_HOSTNAME', 'a\r\nQUIT'],
    ['MAIL_FROM', '<>'],
    ['IDENTITIES', '192.0.2.1'],
    ['STORAGE_URL', 'data'],
    ['STORAGE_URL', 'file://server/share'],
    ['STORAGE_URL', 'file:///a%00b'],
    ['REDIS_URL', 'http://127.0.0.1'],
    ['API_KEYS', 'short'],
    ['API_KEYS', 'the-same-key-twice,the-same-key-twice'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s', (variable, text) => {
    expect(failureOf({ [variable]: text }).problems.map((problem) => problem.variable)).toEqual([variable]);
  });

  it('says that object storage is not there yet', () => {
    expect(failureOf({ STORAGE_URL: 's3://bucket/lists' }).message).toMatch(/s3.*not supported yet/);
  });

  it('never shows a secret', () => {
    const { message } = failureOf({
      API_KEYS: 'hunter2',
      WEBHOOK_SECRET: 'hunter2',
      REDIS_URL: 'http://:hunter2@127.0.0.1',
    });
    expect(message).not.toContain('hunter2');
  });

  it('shows a hostile value on one short line', () => {
    const { message } = failureOf({ LOG_LEVEL: `\u001b[2J\u202e\n${'x'.repeat(10_000)}` });
    expect(message.split('\n')).toHaveLength(2);
    expect(message.length).toBeLessThan(400);
    expect(message).not.toContain('\u001b');
    expect(message).not.toContain('\u202e');
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('takes %s for this machine alone', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '127.0.0.1.example.com', '192.0.2.1'])('knows that others reach %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  it('warns of names that are nearly ours and of no others', () => {
    expect(findMisspelled({ SMPT_PORT: '25', REDIS_URLS: 'x', PATH: '/bin', POST: '1', SMTP_PORT: '25' })).toEqual([
      'SMPT_PORT is not a variable of mailsift and is ignored; did you mean SMTP_PORT?',
      'REDIS_URLS is not a variable of mailsift and is ignored; did you mean REDIS_URL?',
    ]);
  });
});

describe('the configuration table', () => {
  it('of README.md is what the schema says (configurationTable() writes it)', async () => {
    const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(configurationTable());
  });
});

describe('.env.example', () => {
  it('is what the schema says (vitest -u writes it)', async () => {
    await expect(envExample()).toMatchFileSnapshot('../../../../.env.example');
  });

  it('shows only values that are allowed', () => {
    const shown = envExample().matchAll(/^#([A-Z_]+)=(.*)$/gm);
    const source = Object.fromEntries(Array.from(shown, ([, name, text]) => [name, text]));
    expect(Object.keys(source)).toEqual(Object.keys(variables.shape));
    expect(() => parseEnv(source)).not.toThrow();
  });
});

function failureOf(source: Environment): EnvError {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error;
    throw error;
  }
  throw new Error('These settings were accepted');
}
