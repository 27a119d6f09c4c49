import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createWorld, type RequestOverrides, requestFor, type WorldOptions } from './admission.fixture.ts';
import type { Admission, AdmissionRequest, Limit } from './admission.ts';
import type { Lease } from './lease.ts';

const server = await startTestRedis();
const startWorld = () => createWorld(server);

async function lease(admission: Admission, request: AdmissionRequest = requestFor()): Promise<Lease> {
  const admitted = await admission.admit(request);
  if (!admitted.granted) throw new Error(`denied by ${admitted.limit}`);
  return admitted.lease;
}

async function limitOf(admission: Admission, request: AdmissionRequest = requestFor()): Promise<Limit | null> {
  const admitted = await admission.admit(request);
  return admitted.granted ? null : admitted.limit;
}

interface LimitCase {
  readonly limit: Limit;
  readonly settings?: WorldOptions['settings'];
  /** Of the lease that is held, and of the request that is denied: they share just what is limited. */
  readonly held: RequestOverrides;
  readonly denied: RequestOverrides;
}

const elsewhere = { domain: 'other.test', ip: '192.0.2.9' };
const CASES: readonly LimitCase[] = [
  { limit: 'lane', held: {}, denied: { ...elsewhere, policy: { connections: 1 } } },
  { limit: 'domain', settings: { domainConnections: 1 }, held: {}, denied: { identity: 'two', ip: '192.0.2.9' } },
  { limit: 'ip', settings: { ipConnections: 1 }, held: {}, denied: { identity: 'two', domain: 'other.test' } },
  {
    limit: 'ip',
    settings: { ipConnections: 1 },
    held: { ip: '2001:db8::1' },
    denied: { identity: 'two', domain: 'other.test', ip: '2001:db8::2' },
  },
  {
    limit: 'network',
    settings: { networkConnections: 1 },
    held: {},
    denied: { identity: 'two', domain: 'other.test', ip: '192.0.2.77' },
  },
  {
    limit: 'network',
    settings: { networkConnections: 1 },
    held: { ip: '2001:db8:0:1200::1' },
    denied: { identity: 'two', domain: 'other.test', ip: '2001:db8:0:12ff::1' },
  },
  { limit: 'identity', settings: { identityConnections: 1 }, held: {}, denied: { ...elsewhere, lane: 'other.test' } },
];

describe('admission', () => {
  it.each(CASES)('denies $denied by $limit, and then takes nothing', async ({ settings, ...one }) => {
    const world = await startWorld();
    const admission = world.startProcess({ settings: settings ?? {}, now: () => 1_000_000 });
    const first = await lease(admission, requestFor(one.held));
    const before = await world.content();
    const denied = await admission.admit(requestFor(one.denied));
    expect(denied).toMatchObject({ granted: false, limit: one.limit });
    expect(denied.granted ? 0 : denied.retryAt).toBeGreaterThan(1_000_000);
    expect(await world.content()).toEqual(before);
    await first.settle('ok');
    expect(await limitOf(admission, requestFor(one.denied))).toBeNull();
  });

  it('limits new connections in a lane, also where none is open', async () => {
    const world = await startWorld();
    const admission = world.startProcess({ now: () => 0 });
    const policy = { connections: 2, connectionRate: 0.1 };
    for (const held of [
      await lease(admission, requestFor({ policy })),
      await lease(admission, requestFor({ policy })),
    ]) {
      await held.settle('ok');
    }
    const before = await world.content();
    const denied = await admission.admit(requestFor({ policy, ...elsewhere }));
    expect(denied).toMatchObject({ granted: false, limit: 'lane_pace' });
    expect(denied.granted ? 0 : denied.retryAt).toBeGreaterThan(5_000);
    expect(denied.granted ? 0 : denied.retryAt).toBeLessThanOrEqual(10_000);
    expect(await world.content()).toEqual(before);
  });

  it('counts each identity in a lane by itself', async () => {
    const admission = (await startWorld()).startProcess();
    const policy = { connections: 1 };
    await lease(admission, requestFor({ policy }));
    expect(await limitOf(admission, requestFor({ policy }))).toBe('lane');
    expect(await limitOf(admission, requestFor({ policy, identity: 'two' }))).toBeNull();
  });

  it('limits new connections to one address, whatever lanes point at it', async () => {
    const world = await startWorld();
    const admission = world.startProcess({ settings: { ipConnections: 2, ipConnectionRate: 0.001 } });
    for (const name of ['a.test', 'b.test']) {
      await (await lease(admission, requestFor({ lane: name, domain: name }))).settle('ok');
    }
    expect(await limitOf(admission, requestFor({ lane: 'c.test', domain: 'c.test' }))).toBe('ip');
    expect(await world.counted()).toBe(0);
  });

  it('is cold without a generation, and writes nothing', async () => {
    const world = await startWorld();
    await world.redis.del(world.keys.generation);
    const admission = world.startProcess({ now: () => 1_000_000 });
    expect(await admission.admit(requestFor())).toEqual({ granted: false, limit: 'cold', retryAt: 1_001_000 });
    expect(await world.content()).toEqual({});
  });

  it('G10: leaves no key without an end', async () => {
    const world = await startWorld();
    await lease(world.startProcess());
    const names = (await world.redis.keys(`${world.keys.prefix}:*`)).filter((name) => name !== world.keys.generation);
    expect(names.length).toBe(9);
    for (const name of names) expect(await world.redis.pttl(name)).toBeGreaterThan(0);
  });

  it('G3, G5: settles a lease once, however often it is told to', async () => {
    const world = await startWorld();
    const admission = world.startProcess();
    const [first, second] = [await lease(admission), await lease(admission)];
    await Promise.all([first.settle('ok'), first.settle('ok'), first.settle('failed')]);
    expect(await world.counted()).toBe(6);
    await second.settle('ok');
    expect(await world.counted()).toBe(0);
  });

  it('G8: is delayed by a bucket at most where the clock of Redis was set back', async () => {
    const world = await startWorld();
    const admission = world.startProcess({ now: () => 0 });
    const policy = { connections: 2, connectionRate: 10 };
    const inAnHour = (Date.now() + 3_600_000) * 1_000;
    await world.redis.hset(world.keys.pace('connections:one:site.test'), 'tat', inAnHour);
    const denied = await admission.admit(requestFor({ policy }));
    expect(denied).toMatchObject({ granted: false, limit: 'lane_pace' });
    expect(denied.granted ? 0 : denied.retryAt).toBeLessThanOrEqual(200);
  });

  it('C2: opens at most burst + rate * W connections in any window W', async () => {
    const world = await startWorld();
    const settings = { leaseTtlMs: 15_000 };
    const admission = world.startProcess({ settings });
    const policy = { connections: 4, connectionRate: 200 };
    const times: number[] = [];
    while (times.length < 60) {
      const admitted = await admission.admit(requestFor({ policy }));
      if (!admitted.granted) continue;
      const expiry = await world.redis.zscore(world.keys.leases('lane:one:site.test'), admitted.lease.id);
      times.push(Number(expiry) - settings.leaseTtlMs);
      await admitted.lease.settle('ok');
    }
    for (const [from, start] of times.entries()) {
      for (const [offset, end] of times.slice(from).entries()) {
        // Expiries are whole milliseconds, so a window may be one longer than it looks.
        expect(offset + 1).toBeLessThanOrEqual(
          policy.connections + (policy.connectionRate * (end - start + 1)) / 1_000,
        );
      }
    }
  });
});

describe('C1: a cap of five, forty processes, some of which die with their lease', () => {
  it('is never exceeded, and comes back within a lease time', async () => {
    const world = await startWorld();
    const settings = { leaseTtlMs: 300 };
    const policy = { connections: 5 };
    await world.widen(5);
    let open = 0;
    let peak = 0;
    let finished = 0;
    let died = 0;

    const work = async (index: number) => {
      // Every eighth process dies in its second session: it neither settles nor renews, and its sockets are gone.
      const dies = index % 8 === 0;
      const timer = dies ? { setTimer: () => () => {} } : {};
      const admission = world.startProcess({ settings, ...timer }, await clientOf(index));
      for (let session = 0; session < 5; ) {
        const admitted = await admission.admit(requestFor({ policy }));
        if (!admitted.granted) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          continue;
        }
        session += 1;
        open += 1;
        peak = Math.max(peak, open);
        await new Promise((resolve) => setTimeout(resolve, 1 + ((index * 7 + session * 3) % 10)));
        open -= 1;
        if (dies && session === 2) {
          died += 1;
          return;
        }
        await admitted.lease.settle('ok');
        finished += 1;
      }
    };
    const clients = Promise.all([1, 2, 3, 4].map(async () => server.client()));
    const clientOf = async (index: number) => (await clients)[index % 4] ?? world.redis;
    await Promise.all(Array.from({ length: 40 }, (_, index) => work(index)));
    expect(peak).toBe(5);
    expect(died).toBe(5);
    expect(finished).toBe(35 * 5 + 5);
  });
});
