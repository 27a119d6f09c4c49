import { startTestRedis, stopAtEnd } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../logger.ts';
import { connectRedis } from './connectRedis.ts';
import { assertRedisReady } from './redisReady.ts';

const logLine = z.object({ use: z.string(), msg: z.string() });

function connected(url: string) {
  const heard: string[] = [];
  const destination = {
    write: (line: string) => {
      const { use, msg } = logLine.parse(JSON.parse(line));
      heard.push(`${use}: ${msg}`);
    },
  };
  const connections = connectRedis(url, createLogger({ level: 'info', name: 'test', destination }));
  stopAtEnd('connections', connections.close);
  return { ...connections, heard };
}

describe('connections to Redis', () => {
  it('fail commands at once while Redis is away, and serve them again when it is back', async () => {
    const redis = await startTestRedis();
    const { commands } = connected(redis.url);
    await assertRedisReady(commands);
    const closed = new Promise((resolve) => commands.once('close', resolve));
    await redis.down('SIGKILL');
    await closed;
    await expect(commands.ping()).rejects.toThrow();
    const back = new Promise((resolve) => commands.once('ready', resolve));
    await redis.up();
    await back;
    expect(await commands.ping()).toBe('PONG');
  });

  it('let the commands of workers wait until Redis is back', async () => {
    const redis = await startTestRedis();
    const { workers } = connected(redis.url);
    await assertRedisReady(workers);
    await redis.down('SIGKILL');
    const waiting = workers.incr('n');
    await redis.up();
    expect(await waiting).toBe(1);
  });

  it('report an outage once, and its end', async () => {
    const redis = await startTestRedis();
    const { commands, heard } = connected(redis.url);
    await assertRedisReady(commands);
    await redis.down();
    // Several attempts fail in the meantime.
    for (let attempt = 0; attempt < 3; attempt++)
      await new Promise((resolve) => commands.once('reconnecting', resolve));
    const back = new Promise((resolve) => commands.once('ready', resolve));
    await redis.up();
    await back;
    expect(heard.filter((text) => text.startsWith('commands'))).toEqual([
      'commands: Redis is away; reconnecting until it is back',
      'commands: Redis is back',
    ]);
  });

  it('close while Redis is away and while it does not answer', async () => {
    const redis = await startTestRedis();
    const first = connected(redis.url);
    const second = connected(redis.url);
    await Promise.all(
      [first, second].flatMap(({ commands, workers }) => [assertRedisReady(commands), assertRedisReady(workers)]),
    );
    redis.freeze();
    await first.close();
    await redis.down('SIGKILL');
    await second.close();
    expect([first.commands.status, first.workers.status]).toEqual(['end', 'end']);
    expect([second.commands.status, second.workers.status]).not.toContain('ready');
  });
});

describe('the check of Redis', () => {
  it('refuses an eviction policy that would lose jobs, and says how to set it', async () => {
    const redis = await startTestRedis();
    const client = redis.client();
    await assertRedisReady(client);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(assertRedisReady(client)).rejects.toThrow(/allkeys-lru.*CONFIG SET maxmemory-policy noeviction/);
  });

  it('does not wait for a password that is refused', async () => {
    const redis = await startTestRedis();
    await redis.client().config('SET', 'requirepass', 'secret');
    await expect(assertRedisReady(redis.client())).rejects.toThrow('refuses our user or password');
  });

  it('says what went wrong when there is no Redis', async () => {
    const redis = await startTestRedis();
    await redis.down();
    await expect(assertRedisReady(redis.client(), 200)).rejects.toThrow(/ECONNREFUSED/);
  });
});
