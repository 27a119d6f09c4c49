import { createKeys } from '@mailsift/hints';
import { createFolderStore, publishPass, readProgress } from '@mailsift/lists';
import { createTestDir, Random, startTestRedis, type TestRedis } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { batchesOf, IDENTITIES, LANES, tellUpTo, writeKeys, writeModelList } from '../model/modelLists.fixture.ts';
import type { DispatchedPass } from '../passes/pass.ts';
import { header, IDENTITY } from '../passes/passes.fixture.ts';
import { createPasses } from '../passes/passes.ts';
import { isCold, recover } from './recovery.ts';
import type { World } from './world.ts';

const LIST = 'list00000001';
const LIMITS = { tailLane: 'tail', tailConnections: 1, defaultSlots: 50, slots: {}, most: 100 };
const LEASE_MS = 15_000;

type Told = Pick<World, 'redis' | 'keys' | 'passes'>;

async function startWorld(server: TestRedis) {
  const redis = server.client();
  const keys = createKeys('restored');
  const store = createFolderStore(await createTestDir());
  const passes = createPasses(redis, keys);
  const waits: number[] = [];
  const world = { redis, keys, store, passes };
  const wait = async (ms: number) => void waits.push(ms);
  const list = { ...(await writeModelList(store, LIST, new Random(1))), told: Number.POSITIVE_INFINITY };
  await writeKeys(store);
  await recover(world, { leaseMs: LEASE_MS, say: () => {}, wait });
  return { ...world, list, waits, recover: () => recover(world, { leaseMs: LEASE_MS, say: () => {}, wait }) };
}

async function dispatched({ passes, redis, keys }: Told): Promise<readonly DispatchedPass[]> {
  const all: DispatchedPass[] = [];
  for (const lane of LANES) {
    for (const identity of IDENTITIES) await redis.hset(keys.laneState(identity, lane), { window: '50' });
  }
  for (const identity of IDENTITIES) {
    await passes.heartbeat(identity, 'worker', 1_000);
    const answer = await passes.dispatch(identity, LIMITS);
    if (answer === 'cold') throw new Error('Redis is cold');
    all.push(...answer);
  }
  return all;
}

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'G7: a Redis that is started again from an old snapshot (%s) is cold until it is rebuilt, and nothing is lost or doubled',
  async (signal) => {
    const server = await startTestRedis();
    const { redis, keys, store, passes, list, waits, ...world } = await startWorld(server);
    const told = { passes, redis, keys };
    await tellUpTo(passes, list, list.cuts.length);
    const [settled, running, ...others] = await dispatched(told);
    if (settled === undefined || running === undefined) throw new Error('Too little was dispatched');
    await redis.save();
    // After the snapshot a pass ends, and others are given out by numbers that the snapshot knows nothing of.
    const result = { header: header(settled.pass.open), results: [] };
    await publishPass(store, { listId: LIST, batch: settled.pass.batch, pass: 1 }, result);
    await passes.settle(LIST, settled.pass, { now: result.header, previous: null });
    await passes.handBack(running, 0);
    const last = Math.max(...(await dispatched(told)).map(({ dispatchNumber }) => dispatchNumber));

    await server.restart(signal);
    expect(await redis.exists(keys.generation)).toBe(1);
    expect(await isCold({ redis, keys })).toBe(true);
    expect(await passes.dispatch(IDENTITY, LIMITS)).toBe('cold');
    expect(await passes.begin(running)).toBe('cold');
    expect(await passes.settle(LIST, running.pass, { now: header(running.pass.open), previous: null })).toBe('cold');

    await world.recover();
    expect(waits).toEqual([LEASE_MS, LEASE_MS]);
    expect(await readProgress(redis, keys, LIST)).toMatchObject({ done: settled.pass.open });
    for (const late of [running, ...others]) expect(await passes.begin(late)).toBe('stale');
    const again = await dispatched(told);
    const batches = batchesOf(list).map(({ id }) => JSON.stringify(id));
    const given = again.map(({ pass }) => JSON.stringify(pass.batch));
    expect([...given, JSON.stringify(settled.pass.batch)].sort()).toEqual(batches.sort());
    for (const { dispatchNumber } of again) expect(dispatchNumber).toBeGreaterThan(last);
    // A process that saw all of it, and is started again, is cold as well: leases may have run out unseen.
    await server.restart('SIGTERM');
    expect(await isCold({ redis, keys })).toBe(true);
  },
);
