import { startTestRedis, stopAtEnd } from '@mailsift/testing';
import { expect, it, vi } from 'vitest';
import { GatheringRedis } from './gatheringRedis.ts';

async function connected() {
  const { url } = await startTestRedis();
  const redis = new GatheringRedis(url);
  stopAtEnd('client', () => redis.disconnect());
  await redis.ping();
  return redis;
}

it('writes the commands of one turn at once, and answers each in its order', async () => {
  const redis = await connected();
  const writes = vi.spyOn(redis.stream, '_writev');
  const answers = [redis.set('a', '1'), redis.incr('a'), redis.multi().incr('a').incr('a').exec(), redis.get('a')];
  expect(await Promise.all(answers)).toEqual([
    'OK',
    2,
    [
      [null, 3],
      [null, 4],
    ],
    '4',
  ]);
  expect(writes).toHaveBeenCalledTimes(1);
});

it('writes what is asked in later turns as well, and what was asked before it is closed', async () => {
  const redis = await connected();
  expect(await redis.incr('b')).toBe(1);
  expect(await redis.incr('b')).toBe(2);
  const last = redis.incr('b');
  await redis.quit();
  expect(await last).toBe(3);
});
