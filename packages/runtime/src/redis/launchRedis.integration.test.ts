import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDir, startCommand, stopAtEnd } from '@mailsift/testing';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { findOnPath } from './findOnPath.ts';
import { type LaunchRedisOptions, launchRedis } from './launchRedis.ts';
import { identityOf } from './processIdentity.ts';

const REAL = findOnPath(['redis-server', 'valkey-server']) ?? 'redis-server is missing';
const BOOTSTRAP = new URL('../../bootstrap.mjs', import.meta.url).href;

/** A folder to be the whole PATH, with these shell scripts in it. */
async function pathWith(programs: Readonly<Record<string, string>>): Promise<string> {
  const dir = await createTestDir();
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(dir, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
    await chmod(join(dir, name), 0o755);
  }
  return dir;
}

async function launch(overrides: Partial<LaunchRedisOptions>) {
  const said: string[] = [];
  const options = { redisUrl: null, dataFolder: await createTestDir(), say: (line: string) => void said.push(line) };
  const redis = await launchRedis({ ...options, ...overrides });
  stopAtEnd('launched Redis', redis.stop);
  return { ...redis, said };
}

async function ask<T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

describe('launching Redis', () => {
  it('takes the configured one and starts nothing', async () => {
    const { url, how } = await launch({ redisUrl: 'redis://127.0.0.1:1', path: '' });
    expect([url, how]).toEqual(['redis://127.0.0.1:1', 'configured']);
  });

  it('starts a private one that asks for its password, evicts nothing and keeps its data', async () => {
    const dataFolder = await createTestDir();
    const first = await launch({ dataFolder });
    expect(first.how).toBe('private');
    const open = new URL(first.url);
    open.password = '';
    await expect(ask(open.href, (redis) => redis.set('a', '1'))).rejects.toThrow('NOAUTH');
    expect(await ask(first.url, (redis) => redis.config('GET', 'bind'))).toEqual(['bind', '127.0.0.1']);
    expect(await ask(first.url, (redis) => redis.config('GET', 'maxmemory-policy'))).toContain('noeviction');
    await ask(first.url, (redis) => redis.set('kept', 'yes'));
    await first.stop();
    const second = await launch({ dataFolder });
    expect(await ask(second.url, (redis) => redis.get('kept'))).toBe('yes');
  });

  it('refuses a data folder whose Redis runs already', async () => {
    const dataFolder = await createTestDir();
    await launch({ dataFolder });
    await expect(launch({ dataFolder })).rejects.toThrow(/Another mailsift.*STORAGE_URL/);
  });

  it('tells when the private one is lost, and not when it was stopped', async () => {
    const { url, lost } = await launch({});
    await ask(url, (redis) => redis.shutdown('NOSAVE')).catch(() => {});
    expect((await lost).message).toContain('ended by itself');
  });

  it('leaves no server behind when the process is killed, and starts again in the same folder', async () => {
    const dataFolder = await createTestDir();
    const script = `
      const { launchRedis } = await import('@mailsift/runtime');
      const { url } = await launchRedis({ redisUrl: null, dataFolder: ${JSON.stringify(dataFolder)}, say() {} });
      console.log('url ' + url);
      setInterval(() => {}, 1000);`;
    const owner = await startCommand(process.execPath, ['--import', BOOTSTRAP, '--input-type=module', '-e', script], {
      cwd: new URL('..', import.meta.url).pathname,
    });
    const url = (await owner.waitForLine(/url (\S+)/))[1] ?? '';
    const info = await ask(url, (redis) => redis.info('server'));
    const pid = Number(/process_id:(\d+)/.exec(info)?.[1]);
    await ask(url, (redis) => redis.set('kept', 'yes'));
    owner.kill('SIGKILL');
    await owner.exited;
    const next = await launch({ dataFolder });
    expect(await ask(next.url, (redis) => redis.get('kept'))).toBe('yes');
    expect(await identityOf(pid)).toBeNull();
  });

  it('installs one with apt-get as root, after apt-get update when needed, and says so', async () => {
    const dir = await createTestDir();
    const path = await pathWith({
      'apt-get': `if [ "$1" = update ]; then touch ${dir}/updated; exit 0; fi
        [ -e ${dir}/updated ] && [ "$RUNLEVEL" = 1 ] || exit 100
        ln -s ${REAL} "$(dirname "$0")/redis-server"`,
    });
    const { how, said } = await launch({ path, isRoot: true });
    expect(how).toBe('installed');
    expect(said).toEqual([expect.stringContaining('apt-get install'), expect.stringContaining('apt-get update')]);
  });

  it('does not touch apt-get without being root', async () => {
    const path = await pathWith({ 'apt-get': 'exit 0' });
    await expect(launch({ path, isRoot: false })).rejects.toThrow('set REDIS_URL');
  });

  it('runs one in Docker, published on loopback only', async () => {
    const path = await pathWith({
      docker: `case "$1" in
        info) exit 0 ;;
        image) exit 1 ;;
        pull) [ "$2" = redis:7-alpine ] ;;
        run) port=$(printf '%s\\n' "$@" | sed -n 's/^127.0.0.1:\\([0-9]*\\):6379$/\\1/p')
          sed "s/^port .*/port $port/; s/^bind .*/bind 127.0.0.1/" > "$(dirname "$0")/settings"
          exec ${REAL} - < "$(dirname "$0")/settings" ;;
        esac`,
    });
    const { how, url, said } = await launch({ path });
    expect(how).toBe('docker');
    expect(said).toEqual([expect.stringContaining('redis:7-alpine')]);
    expect(await ask(url, (redis) => redis.ping())).toBe('PONG');
  });

  it('passes by a Docker whose engine does not run, and says how to get Redis', async () => {
    const path = await pathWith({ docker: 'exit 1' });
    await expect(launch({ path, isRoot: false })).rejects.toThrow(
      /found none\. Install it \(.+\), start Docker, or set REDIS_URL/,
    );
  });

  it('passes by a server that is too old, and says so', async () => {
    const path = await pathWith({
      'redis-server': 'echo "Redis server v=6.0.16 sha=0:0"',
      'valkey-server': `exec ${REAL} "$@"`,
    });
    expect((await launch({ path })).how).toBe('private');
    const said: string[] = [];
    const old = await pathWith({ 'redis-server': 'echo "Redis server v=6.0.16 sha=0:0"' });
    await expect(launch({ path: old, isRoot: true, say: (line) => void said.push(line) })).rejects.toThrow(
      'needs Redis 6.2',
    );
    expect(said).toEqual([expect.stringContaining('version 6.0.16')]);
  });

  it('gives the last words of a server that does not start, and frees the folder', async () => {
    const dataFolder = await createTestDir();
    const path = await pathWith({
      'redis-server': '[ "$1" = --version ] && echo "Redis server v=7.2.0" && exit 0; echo "bad directive" >&2; exit 1',
    });
    await expect(launch({ dataFolder, path })).rejects.toThrow('bad directive');
    await expect(launch({ dataFolder })).resolves.toMatchObject({ how: 'private' });
  });
});
