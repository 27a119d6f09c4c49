import { Readable } from 'node:stream';
import { createTestDir, startProcess, startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createListsClient } from '../client/listsClient.ts';
import type { ListView } from '../client/listView.ts';
import { sandboxSettings } from '../sandboxSettings.fixture.ts';

/** Uploads two addresses and waits for their verdicts. */
async function verifyTwo(url: string): Promise<ListView> {
  const client = createListsClient({ url, apiKey: null, signal: new AbortController().signal });
  const source = Readable.from(['email\nanna.muster@exists.test\nunknown.bob@exists.test\n']);
  let list = await client.upload({ source, name: 'two', emailColumn: null });
  for await (const seen of client.follow(list.id)) list = seen;
  return list;
}

const VERIFIED = { name: 'two', state: 'completed', counts: { passed: 1, failed: 1, unknown: 0, pending: 0 } };

describe('mailsift start', () => {
  it('serves lists with a Redis of its own, and takes it along when it ends', async () => {
    const cwd = await createTestDir();
    const env = { ...(await sandboxSettings()), PORT: '0' };
    const started = await startProcess({ args: ['start'], env, cwd, waitFor: /Ctrl\+C stops it/ });
    const [, url = ''] = await started.waitForLine(/mailsift is ready: (http:\S+)/);
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ok', redis: 'ok' });
    expect(await verifyTwo(url)).toMatchObject(VERIFIED);
    started.kill('SIGTERM');
    expect(await started.exited).toEqual({ code: 0, signal: null });
    // The lock of the data folder is free again: another one starts at once.
    const next = await startProcess({ args: ['start'], env, cwd, waitFor: /Ctrl\+C stops it/ });
    next.kill('SIGINT');
    expect(await next.exited).toEqual({ code: 0, signal: null });
  });
});

describe('mailsift api and worker', () => {
  it('share the work over one Redis, and end gracefully', async () => {
    const cwd = await createTestDir();
    const redis = await startTestRedis();
    const env = { ...(await sandboxSettings()), PORT: '0', REDIS_URL: redis.url };
    const worker = await startProcess({
      args: ['worker'],
      env,
      cwd,
      waitFor: /mailsift worker: up to 200 connections/,
    });
    const api = await startProcess({ args: ['api'], env, cwd });
    const [, url = ''] = await api.waitForLine(/mailsift api: (http:[^\s,]+)/);
    expect(await verifyTwo(url)).toMatchObject(VERIFIED);
    for (const started of [api, worker]) {
      started.kill('SIGTERM');
      expect(await started.exited, started.output()).toEqual({ code: 0, signal: null });
    }
  });

  it('refuse a Redis that may drop jobs', async () => {
    const redis = await startTestRedis();
    await redis.client().config('SET', 'maxmemory-policy', 'allkeys-lru');
    const started = await startProcess({ args: ['api'], env: { REDIS_URL: redis.url }, cwd: await createTestDir() });
    expect(await started.exited).toMatchObject({ code: 1 });
    expect(started.output()).toContain('redis-cli CONFIG SET maxmemory-policy noeviction');
    expect(started.output()).not.toContain('    at ');
  });

  it.each(['api', 'worker'])('%s says that it needs a Redis that is shared', async (command) => {
    const started = await startProcess({ args: [command], cwd: await createTestDir() });
    expect(await started.exited).toMatchObject({ code: 2 });
    expect(started.output()).toContain('REDIS_URL=redis://');
  });

  it('name every problem of the environment, and what looks misspelled', async () => {
    const env = { PORT: 'x', WORKER_CONNECTIONS: '0', REDIS_ULR: 'redis://127.0.0.1' };
    const started = await startProcess({ args: ['api'], env, cwd: await createTestDir() });
    expect(await started.exited).toMatchObject({ code: 2 });
    for (const words of ['did you mean REDIS_URL', 'PORT is "x"', 'WORKER_CONNECTIONS is "0"']) {
      expect(started.output()).toContain(words);
    }
    expect(started.output()).not.toContain('    at ');
  });
});
