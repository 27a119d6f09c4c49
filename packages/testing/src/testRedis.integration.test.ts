import { describe, expect, it } from 'vitest';
import { startTestRedis } from './testRedis.ts';

describe('a Redis for tests', () => {
  it('answers its clients and is the process it says it is', async () => {
    const redis = await startTestRedis();
    const client = redis.client();
    expect(await client.ping()).toBe('PONG');
    expect(await client.info('server')).toContain(`process_id:${redis.pid}`);
  });

  it('is gone after stop', async () => {
    const redis = await startTestRedis();
    const { pid } = redis;
    await redis.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('keeps its port and loses its memory over a restart', async () => {
    const redis = await startTestRedis();
    const client = redis.client();
    await client.set('a', '1');
    const { pid, url } = redis;
    await redis.restart('SIGKILL');
    expect(redis.url).toBe(url);
    expect(redis.pid).not.toBe(pid);
    expect(await client.get('a')).toBeNull();
  });

  it('keeps its memory over a restart when persistent', async () => {
    const redis = await startTestRedis({ persistent: true });
    await redis.client().set('a', '1');
    await redis.restart();
    expect(await redis.client().get('a')).toBe('1');
  });

  it('answers nothing while frozen and what was asked once thawed', async () => {
    const redis = await startTestRedis();
    const impatient = redis.client({ commandTimeout: 100, retryStrategy: () => null });
    const patient = redis.client();
    await Promise.all([impatient.ping(), patient.ping()]);
    redis.freeze();
    const asked = patient.incr('n');
    await expect(impatient.ping()).rejects.toThrow('timed out');
    redis.thaw();
    expect(await asked).toBe(1);
  });

  it('refuses connections while down', async () => {
    const redis = await startTestRedis();
    await redis.down();
    const client = redis.client({ maxRetriesPerRequest: 0, retryStrategy: () => null });
    await expect(client.ping()).rejects.toThrow();
    await redis.up();
    expect(await redis.client().ping()).toBe('PONG');
  });

  it('can be stopped while frozen', async () => {
    const redis = await startTestRedis();
    redis.freeze();
    await redis.stop();
    expect(() => process.kill(redis.pid, 0)).toThrow('ESRCH');
  });
});
