import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../data/providers.ts';
import type { LaneTable } from '../laneTable.ts';
import { LanesFileError } from './lanesFileError.ts';
import { loadLaneTable } from './loadLaneTable.ts';

const SETTINGS = { laneDefaultConnections: 5, laneDefaultRate: 20 };

async function load(content: string | Uint8Array): Promise<LaneTable> {
  const lanesFile = join(await createTestDir(), 'lanes.yaml');
  await writeFile(lanesFile, content);
  return loadLaneTable({ ...SETTINGS, lanesFile });
}

async function problemsOf(content: string | Uint8Array) {
  const error = await load(content).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LanesFileError)) throw new Error(`no LanesFileError but ${String(error)}`);
  return error;
}

const google = { lane: 'google', provider: 'google' };
const hostsOf = (host: string) => ({
  kind: 'mx' as const,
  implicit: false,
  hosts: [{ host, preference: 10, ips: ['192.0.2.1'] }],
});

describe('a lanes file', () => {
  it('changes what it names of a provider, and nothing else', async () => {
    const table = await load('lanes:\n  google:\n    connections: 4\n    rate: 600/m\n');
    const before = PROVIDERS.find(({ id }) => id === 'google');
    expect(table.policyOf(google)).toEqual({ ...before, connections: 4, rate: 10 });
    expect(table.connections).toMatchObject({ google: 4, microsoft: 2 });
    expect(table.providers).toHaveLength(PROVIDERS.length);
  });

  it('adds lanes of its own and limits of single MX sites', async () => {
    const table = await load(`
# Ours may be asked as fast as it goes.
lanes:
  ours: { suffixes: [mx.ours.test], connections: 50, rate: 1000/s, greylistDelays: [1m, 10m] }
  big-site.test: { connections: 20, catchAll: never }
`);
    const lane = table.nameLane(hostsOf('a.mx.ours.test'));
    expect(lane).toEqual({ lane: 'ours', provider: 'ours' });
    expect(table.policyOf(lane)).toMatchObject({ connections: 50, rate: 1_000, burst: 250, rcptsPerTransaction: 5 });
    expect(table.policyOf(lane).greylistDelaysMs).toEqual([60_000, 600_000]);
    const site = table.nameLane(hostsOf('mail.big-site.test'));
    expect(table.policyOf(site)).toMatchObject({ connections: 20, rate: 20, catchAll: 'never' });
    expect(table.connections['big-site.test']).toBe(20);
    expect(table.policyOf({ lane: 'other.test', provider: null }).connections).toBe(5);
  });

  it('may be JSON, may be empty, and may leave out everything', async () => {
    const json = await load('{"lanes": {"google": {"verifiable": false}}, "tenants": {"rcptsPerHour": 500}}');
    expect(json.policyOf(google).verifiable).toBe(false);
    expect(json.tenantRcptsPerHour).toBe(500);
    expect((await load('')).providers).toEqual(PROVIDERS);
    expect((await load('tenants: { rcptsPerHour: unlimited }')).tenantRcptsPerHour).toBeNull();
  });

  it('is told of every mistake at once, with its line and what is allowed', async () => {
    const { problems, message } = await problemsOf(`lanes:
  google:
    connectoins: 4
    rate: fast
    rcptsPerTransaction: 9
  microsoft:
    burst: 2
  nobody: { connections: 3 }
  Shouting: { connections: 3 }
  other: { suffixes: [google.com, localhost] }
tenant: 5
`);
    expect(problems.map(({ path, line }) => `${line} ${path}`).sort()).toEqual([
      '10 lanes.other.suffixes.1',
      '11 tenant',
      '3 lanes.google.connectoins',
      '4 lanes.google.rate',
      '5 lanes.google.rcptsPerTransaction',
    ]);
    expect(message).toContain('LANES_FILE');
    expect(message).toContain('line 4: lanes.google.rate must be a rate such as 20/s');
    expect(message).toContain('connectoins is not known; allowed here are suffixes, connections, rate');
  });

  it('is told of rows that do not fit the table, once each row can be read', async () => {
    const { problems } = await problemsOf(`lanes:
  microsoft: { burst: 2 }
  nobody: { connections: 3 }
  Shouting: { connections: 3 }
  tail: { suffixes: [tail.test] }
  site.test: { suffixes: [mx.site.test] }
  other: { suffixes: [google.com] }
`);
    expect(problems.map(({ path, line }) => `${line} ${path}`)).toEqual([
      '2 lanes.microsoft.burst',
      '3 lanes.nobody',
      '4 lanes.Shouting',
      '5 lanes.tail',
      '6 lanes.site.test.suffixes',
      '7 lanes.other.suffixes',
    ]);
  });

  it.each([
    ['a bad indentation', 'lanes:\n  google:\n connections: 3\n'],
    ['a key written twice', 'lanes:\n  google: { connections: 1 }\n  google: { connections: 2 }\n'],
    ['a list in place of a table', '- google\n'],
    ['a number in place of a table', '17'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['a thousand references to references', `a: &a [x]\n${'b: [*a, *a]\n'.repeat(200)}`],
    ['more than a mebibyte', '# \n'.repeat(400_000)],
  ])('with %s is refused in words', async (_what, content) => {
    const { problems } = await problemsOf(content);
    expect(problems.length).toBeGreaterThan(0);
    for (const { message } of problems) expect(message).not.toBe('');
  });

  it('that is not there, or is a folder, is refused with its name', async () => {
    const lanesFile = await createTestDir();
    await expect(loadLaneTable({ ...SETTINGS, lanesFile })).rejects.toThrow(`${lanesFile} (LANES_FILE)`);
    const missing = join(lanesFile, 'missing.yaml');
    await expect(loadLaneTable({ ...SETTINGS, lanesFile: missing })).rejects.toThrow('cannot be read');
  });

  it('takes no lane from what every object has', async () => {
    const table = await load('lanes:\n  google: { connections: 2 }\n');
    expect(table.policyOf({ lane: 'constructor', provider: null }).connections).toBe(5);
  });
});
