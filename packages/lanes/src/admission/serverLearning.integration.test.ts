import { startTestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { readLanes } from '../readLanes.ts';
import { createWorld, type RequestOverrides, requestFor } from './admission.fixture.ts';
import type { LaneChange } from './grants.ts';
import { type Lease, type Lesson, NO_LESSON } from './lease.ts';

const server = await startTestRedis();
const TOO_MANY = { code: 421, enhancedCode: '4.7.0', text: '4.7.0 Too many connections from your IP address' };
const REACHED: Lesson = { ...NO_LESSON, isReached: true };
const REFUSED: Lesson = { ...NO_LESSON, unanswered: 'refused' };
const HOUR_MS = 3_600_000;

async function startWorld(overrides: RequestOverrides = {}) {
  const world = await createWorld(server);
  await world.widen(20);
  const changes: LaneChange[] = [];
  const admission = world.startProcess({ onLaneChange: (change) => changes.push(change), now: () => 0 });
  const admit = (more: RequestOverrides = {}) =>
    admission.admit(requestFor({ ...overrides, ...more, policy: { connections: 20 } }));
  const lease = async (more: RequestOverrides = {}): Promise<Lease> => {
    const admitted = await admit(more);
    if (!admitted.granted) throw new Error(`denied by ${admitted.limit}`);
    return admitted.lease;
  };
  const leases = async (count: number) => {
    const held: Lease[] = [];
    while (held.length < count) held.push(await lease());
    return held;
  };
  return { ...world, admit, lease, leases, changes };
}

describe('a server that says it has too many connections of ours', () => {
  it('gets one less than it was asked for, for a day, without a cut of the pace', async () => {
    const world = await startWorld();
    const held = await world.leases(6);
    await held[5]?.settle('throttled', { ...REACHED, refusal: TOO_MANY });
    expect(await world.admit()).toMatchObject({ granted: false, limit: 'lane' });
    await held[0]?.settle('ok', REACHED);
    await world.lease();
    expect(await world.admit()).toMatchObject({ granted: false });
    expect(await world.redis.hgetall(world.keys.laneState('one', 'site.test'))).toMatchObject({
      window: '5',
      rate: '1',
    });
    const kept = await world.redis.pttl(world.keys.serverLimits('one', '192.0.2.1'));
    expect(kept).toBeGreaterThan(23 * HOUR_MS);
  });

  it('is known to take what it said where several are refused at once', async () => {
    const world = await startWorld();
    const held = await world.leases(9);
    await Promise.all(held.slice(5).map((one) => one.settle('throttled', { ...REACHED, refusal: TOO_MANY })));
    expect(await world.redis.hget(world.keys.serverLimits('one', '192.0.2.1'), 'connections')).toBe('5');
  });

  it('is believed where it names the number, and never up', async () => {
    const world = await startWorld();
    const told = (text: string) => ({ ...REACHED, refusal: { ...TOO_MANY, text } });
    const known = () => world.redis.hget(world.keys.serverLimits('one', '192.0.2.1'), 'connections');
    const [first, second] = await world.leases(2);
    await first?.settle('throttled', told('Too many connections from your host; maximum is 3'));
    expect(await known()).toBe('3');
    await second?.settle('throttled', told('Too many connections from your host; maximum is 50'));
    expect(await known()).toBe('3');
  });

  it('does not bind the other servers of its lane, nor another identity', async () => {
    const world = await startWorld();
    const held = await world.leases(2);
    const other = await world.lease({ ip: '192.0.2.2' });
    await held[1]?.settle('throttled', { ...REACHED, refusal: TOO_MANY });
    expect(await world.admit()).toMatchObject({ granted: false, limit: 'server' });
    expect(await world.admit({ ip: '192.0.2.2' })).toMatchObject({ granted: true });
    expect(await world.admit({ identity: 'two' })).toMatchObject({ granted: true });
    await other.settle('ok', REACHED);
  });

  it('is cut like any other once it goes on at one connection', async () => {
    const world = await startWorld();
    const lesson = { ...REACHED, refusal: TOO_MANY };
    for (let time = 0; time < 2; time += 1) await (await world.lease()).settle('throttled', lesson);
    expect(await world.redis.hget(world.keys.laneState('one', 'site.test'), 'rate')).toBe('0.5');
  });

  it('tells the next connection how many RCPTs it took', async () => {
    const world = await startWorld();
    expect((await world.lease()).rcpts).toBeNull();
    await (await world.lease()).settle('ok', { ...REACHED, rcpts: 3 });
    expect((await world.lease()).rcpts).toBe(3);
    await (await world.lease()).settle('ok', { ...REACHED, rcpts: 8 });
    expect((await world.lease()).rcpts).toBe(3);
    expect((await world.lease({ ip: '192.0.2.9' })).rcpts).toBeNull();
  });
});

describe('an address where nobody answers', () => {
  it('is left alone after five times in a row, by everybody, and says how it failed', async () => {
    const world = await startWorld();
    for (let time = 0; time < 5; time += 1) await (await world.lease()).settle('failed', REFUSED);
    const denied = await world.admit({ identity: 'two', lane: 'other.test', domain: 'other.test' });
    expect(denied).toMatchObject({ granted: false, limit: 'host_down', fault: 'refused' });
    expect(denied.granted ? 0 : denied.retryAt).toBeLessThanOrEqual(30_000);
    expect(await world.admit({ ip: '192.0.2.2' })).toMatchObject({ granted: true });
  });

  it('is tried by one connection afterwards, and longer left alone where that fails too', async () => {
    const world = await startWorld();
    const breaker = world.keys.breaker('192.0.2.1');
    const failures = await world.leases(5);
    for (const one of failures) await one.settle('failed', REFUSED);
    await world.redis.hset(breaker, 'until', 1);
    const probe = await world.lease();
    expect(await world.admit()).toMatchObject({ granted: false, limit: 'ip' });
    await probe.settle('failed', REFUSED);
    const denied = await world.admit();
    expect(denied).toMatchObject({ limit: 'host_down' });
    expect(denied.granted ? 0 : denied.retryAt).toBeGreaterThan(50_000);
    await world.redis.hset(breaker, 'until', 1);
    await (await world.lease()).settle('ok', REACHED);
    expect(await world.redis.exists(breaker)).toBe(0);
    await world.leases(2);
  });

  it('is not down for what nobody waited for, nor after an answer in between', async () => {
    const world = await startWorld();
    for (let time = 0; time < 8; time += 1) {
      await (await world.lease()).settle('failed', time === 4 ? REACHED : time === 5 ? NO_LESSON : REFUSED);
    }
    expect(await world.admit()).toMatchObject({ granted: true });
  });
});

describe('what the operator is told', () => {
  const BLOCKED = { code: 550, enhancedCode: '5.7.1', text: '5.7.1 john@site.test: Client host [192.0.2.9] blocked' };

  it('is who was refused where, by which reply, since when, until when and how often', async () => {
    const world = await startWorld();
    const before = Date.now() - 1_000;
    const [first, second, third] = await world.leases(3);
    await first?.settle('blocked', { ...REACHED, refusal: BLOCKED });
    await second?.settle('blocked', { ...REACHED, refusal: BLOCKED });
    const [report, ...more] = await readLanes(world.redis, world.keys);
    expect(more).toEqual([]);
    expect(report).toMatchObject({
      identity: 'one',
      lane: 'site.test',
      state: 'resting',
      signal: 'blocked',
      code: 550,
    });
    expect(report).toMatchObject({ reply: '5.7.1 j***@site.test: Client host [192.0.2.9] blocked', count: 2 });
    expect(report?.connections.held).toBe(1);
    expect(report?.since).toBeGreaterThan(before);
    expect(report?.until).toBeGreaterThan(Date.now());
    await third?.settle('ok', REACHED);
    expect((await readLanes(world.redis, world.keys))[0]?.state).toBe('resting');
  });

  it('is when a lane is slowed, once for each cut', async () => {
    const world = await startWorld();
    const throttled = { code: 421, enhancedCode: '4.7.0', text: '4.7.0 john@site.test: try again later' };
    const leases = await world.leases(3);
    for (const lease of leases) await lease.settle('throttled', { ...REACHED, refusal: throttled });
    expect(world.changes).toHaveLength(1);
    expect(world.changes[0]).toMatchObject({
      kind: 'slowed',
      identity: 'one',
      lane: 'site.test',
      code: 421,
      until: null,
    });
    expect(world.changes[0]?.reply).toContain('j***@site.test');
    await (await world.lease()).settle('throttled', { ...REACHED, refusal: throttled });
    expect(world.changes.map(({ kind }) => kind)).toEqual(['slowed', 'slowed']);
  });

  it('is when a lane begins to rest, once, and when it answers again', async () => {
    const world = await startWorld();
    const [first, second] = await world.leases(2);
    await first?.settle('blocked', { ...REACHED, refusal: BLOCKED });
    await second?.settle('blocked', { ...REACHED, refusal: BLOCKED });
    expect(world.changes).toHaveLength(1);
    expect(world.changes[0]).toMatchObject({ kind: 'rests', identity: 'one', lane: 'site.test', code: 550 });
    expect(world.changes[0]?.reply).toContain('j***@site.test');
    await world.redis.hset(world.keys.laneState('one', 'site.test'), 'until', 1);
    expect((await readLanes(world.redis, world.keys))[0]?.state).toBe('probing');
    await (await world.lease()).settle('ok', REACHED);
    expect(world.changes[1]).toMatchObject({ kind: 'recovered', lane: 'site.test', until: null });
    expect((await readLanes(world.redis, world.keys))[0]).toMatchObject({ until: null, connections: { permitted: 1 } });
  });

  it('is kept for a day, of a thousand lanes', async () => {
    const world = await startWorld();
    await (await world.lease()).settle('throttled', { ...REACHED, refusal: BLOCKED });
    for (const key of [world.keys.refusals, world.keys.refusal('one', 'site.test')]) {
      expect(await world.redis.pttl(key)).toBeGreaterThan(23 * HOUR_MS);
    }
    const old = Array.from({ length: 1_200 }, (_, index) => [Date.now() - 1_000, `one~lane-${index}.test`]).flat();
    await world.redis.zadd(world.keys.refusals, ...old);
    await (await world.lease({ lane: 'last.test' })).settle('throttled', { ...REACHED, refusal: BLOCKED });
    expect(await world.redis.zcard(world.keys.refusals)).toBe(1_000);
    const lanes = await waitUntil(() => readLanes(world.redis, world.keys));
    expect(lanes.map(({ lane }) => lane)).toEqual(['last.test', 'site.test']);
  });
});
