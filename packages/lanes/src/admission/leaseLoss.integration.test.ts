import { once } from 'node:events';
import { remember } from '@mailsift/hints';
import { startTestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createManualTime, createWorld, requestFor } from './admission.fixture.ts';
import type { Admission } from './admission.ts';
import { type Lease, LeaseLost } from './lease.ts';

const server = await startTestRedis();
const startWorld = () => createWorld(server);
const LANE = 'lane:one:site.test';
const SCOPES = [
  ...[LANE, 'domain:site.test', 'server:one:192.0.2.1', 'ip:192.0.2.1'],
  ...['network:192.0.2.0--24', 'identity:one'],
];

async function lease(admission: Admission): Promise<Lease> {
  const admitted = await admission.admit(requestFor());
  if (!admitted.granted) throw new Error(`denied by ${admitted.limit}`);
  return admitted.lease;
}

async function lost(held: Lease): Promise<unknown> {
  if (!held.signal.aborted) await once(held.signal, 'abort');
  return held.signal.reason;
}

describe('a lease', () => {
  it('is renewed while it is held', async () => {
    const world = await startWorld();
    const time = createManualTime();
    const held = await lease(world.startProcess(time));
    const expiry = async () => Number(await world.redis.zscore(world.keys.leases(LANE), held.id));
    const first = await expiry();
    await waitUntil(async () => {
      time.pass(5_000);
      return (await expiry()) > first;
    });
    expect(held.signal.aborted).toBe(false);
    await held.settle('ok');
    expect(time.running()).toBe(0);
  });

  it('is renewed with all others of its process by one timer', async () => {
    const world = await startWorld();
    const time = createManualTime();
    const admission = world.startProcess(time);
    await world.widen(50);
    const leases = await Promise.all(Array.from({ length: 50 }, () => lease(admission)));
    expect(time.running()).toBe(1);
    const scores = () => Promise.all(leases.map(({ id }) => world.redis.zscore(world.keys.leases(LANE), id)));
    const before = await scores();
    await waitUntil(async () => {
      time.pass(5_000);
      const now = await scores();
      return before.every((score, index) => Number(score) < Number(now[index]));
    });
    expect(leases.every(({ signal }) => !signal.aborted)).toBe(true);
  });

  it('is lost where Redis does not know it any more, in any of its scopes', async () => {
    const world = await startWorld();
    const time = createManualTime();
    for (const scope of SCOPES) {
      const held = await lease(world.startProcess(time));
      await world.redis.zrem(world.keys.leases(scope), held.id);
      time.pass(5_000);
      expect(await lost(held)).toBeInstanceOf(LeaseLost);
      expect(await waitUntil(async () => (await world.counted()) === 0)).toBe(true);
    }
  });

  it('is lost where Redis lost its memory', async () => {
    const world = await startWorld();
    const time = createManualTime();
    const held = await lease(world.startProcess(time));
    await world.redis.del(world.keys.generation);
    time.pass(5_000);
    expect(await lost(held)).toBeInstanceOf(LeaseLost);
  });

  it('G7: is lost, and none is granted, where Redis was started again from an older snapshot of itself', async () => {
    const own = await startTestRedis();
    const world = await createWorld(own);
    const time = createManualTime();
    const one = world.startProcess(time);
    const held = await lease(one);
    await world.redis.save();
    await own.restart('SIGKILL');
    expect(await waitUntil(async () => (await world.redis.exists(world.keys.generation)) === 1)).toBe(true);
    time.pass(5_000);
    expect(await lost(held)).toBeInstanceOf(LeaseLost);
    expect(await one.admit(requestFor())).toMatchObject({ granted: false });
    await remember(world.redis, world.keys.generation);
    expect(await one.admit(requestFor())).toMatchObject({ granted: true });
  });

  it('G1: is let go at four fifths of its time where Redis cannot be reached', async () => {
    const own = await startTestRedis();
    const world = await createWorld(own);
    const time = createManualTime();
    const held = await lease(world.startProcess(time));
    await own.down('SIGKILL');
    time.pass(5_000);
    time.pass(5_000);
    time.pass(1_999);
    expect(held.signal.aborted).toBe(false);
    time.pass(1);
    expect(held.signal.reason).toMatchObject({ name: 'LeaseLost', faultKind: 'lease_lost' });
    await held.settle('failed');
  });

  it('is not revived by a process that slept through its time', async () => {
    const world = await startWorld();
    const time = createManualTime();
    const held = await lease(world.startProcess(time));
    const expiry = await world.redis.zscore(world.keys.leases(LANE), held.id);
    time.pass(60_000);
    expect(held.signal.aborted).toBe(true);
    expect(await world.redis.zscore(world.keys.leases(LANE), held.id)).toBe(expiry);
  });

  it('is neither renewed nor aborted once it is settled', async () => {
    const world = await startWorld();
    const time = createManualTime();
    const held = await lease(world.startProcess(time));
    await held.settle('ok');
    time.pass(60_000);
    expect(held.signal.aborted).toBe(false);
    expect(await world.counted()).toBe(0);
  });

  it('ends with its process', async () => {
    const admission = (await startWorld()).startProcess();
    const held = await lease(admission);
    admission.close();
    expect(held.signal.reason).toBeInstanceOf(LeaseLost);
    expect(await admission.admit(requestFor())).toMatchObject({ granted: false, limit: 'cold' });
  });
});

describe('G6: with Redis away', () => {
  it('nothing is granted while it is down, and again when it is back and recovered', async () => {
    const own = await startTestRedis();
    const world = await createWorld(own);
    const admission = world.startProcess();
    await lease(admission);
    await own.down('SIGKILL');
    expect(await admission.admit(requestFor())).toMatchObject({ granted: false, limit: 'cold' });
    await own.up();
    await waitUntil(() => world.redis.ping());
    expect(await admission.admit(requestFor())).toMatchObject({ granted: false, limit: 'cold' });
    await remember(world.redis, world.keys.generation);
    expect(await admission.admit(requestFor())).toMatchObject({ granted: true });
  });

  it('nothing is granted while it hangs, and what it grants afterwards is given back', async () => {
    const own = await startTestRedis();
    const world = await createWorld(own);
    const admission = world.startProcess();
    own.freeze();
    expect(await admission.admit(requestFor())).toMatchObject({ granted: false, limit: 'cold' });
    own.thaw();
    const pace = world.keys.pace('connections:one:site.test');
    // Its pace was taken, so it was granted; its leases are gone.
    await waitUntil(async () => (await world.redis.exists(pace)) === 1 && (await world.counted()) === 0);
  });
});
