import { readdir } from 'node:fs/promises';
import { isDeleted } from '@mailsift/lists';
import { createListControl, keepUp } from '@mailsift/queues';
import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { type ListWorld, sandbox, startListWorld } from './interleavings/world.fixture.ts';

/** Files below the folder, the secret of the install left out. */
async function filesOf({ context }: ListWorld): Promise<string[]> {
  const found = await readdir(context.settings.dataFolder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
}

/** Everything that Redis holds of this world: each key with what is in it. */
async function redisOf({ context: { redis, keys } }: ListWorld): Promise<string[]> {
  const held: string[] = [];
  for (const key of await redis.keys(`${keys.prefix}:*`))
    held.push(`${key} ${JSON.stringify(await readValue(redis, key))}`);
  return held;
}

async function readValue(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  if (type === 'string') return redis.get(key);
  if (type === 'hash') return redis.hgetall(key);
  if (type === 'set') return redis.smembers(key);
  if (type === 'list') return redis.lrange(key, 0, -1);
  if (type === 'zset') return redis.zrange(key, '0', '-1');
  if (type === 'stream') return redis.xrange(key, '-', '+');
  throw new Error(`${key} is a ${type}`);
}

/** BullMQ keeps a hash for each job. */
async function jobsOf({ context: { redis, keys }, manifest }: ListWorld): Promise<number> {
  return (await redis.keys(`${keys.bull}:*:${manifest.id}*`)).length;
}

/** After jobs that were on their way found nothing to do, and after the last sweep of the upkeep. */
async function expectNothingLeft(world: ListWorld): Promise<void> {
  const { context, manifest } = world;
  await world.runWorkerUntil(async () => (await jobsOf(world)) === 0);
  const { maxListAgeMs, retentionDays } = context.settings;
  const sweep = { sweepAfterMs: -1, leaseMs: 1, wait: async () => {}, say: () => {} };
  await keepUp(context, { maxListAgeMs, retentionDays, ...sweep });
  const { prefix } = context.keys;
  const files = (await filesOf(world)).filter((path) => path.includes(manifest.id));
  expect(files.map((path) => path.slice(context.settings.dataFolder.length))).toEqual([`/tombstones/${manifest.id}`]);
  // Addresses of the list hold the prefix, and so does its id; keys begin with it.
  expect((await redisOf(world)).filter((held) => held.slice(prefix.length).includes(prefix))).toEqual([]);
}

describe('a deleted list leaves nothing in the store or in Redis (X1)', () => {
  it('when it had ended', async () => {
    const world = await startListWorld();
    await world.completeByWorker();
    await world.control.remove(world.manifest.id);
    await expectNothingLeft(world);
  });

  it('while it runs, at whatever point', async () => {
    for (const rcpts of [0, 1, 4]) {
      const world = await startListWorld();
      const own = () =>
        [...sandbox.counts().addresses.keys()].filter((address) => address.includes(world.context.keys.prefix));
      await world.runWorkerUntil(async () => {
        if (own().length < rcpts) return false;
        await world.control.remove(world.manifest.id);
        return true;
      });
      await expectNothingLeft(world);
    }
  });

  it('when its deletion was interrupted after the tombstone', async () => {
    const world = await startListWorld();
    await world.completeByWorker();
    const { store } = world;
    const dies = { ...store, delete: () => Promise.reject(new Error('died')) };
    const options = { ...world.context, store: dies, maxListAgeMs: 0, onRedisError: () => {} };
    await expect(createListControl(options).remove(world.manifest.id)).rejects.toThrow('died');
    expect(await isDeleted(store, world.manifest.id)).toBe(true);
    await expectNothingLeft(world);
  });
});
