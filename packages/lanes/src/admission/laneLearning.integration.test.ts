import { startTestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createWorld, requestFor } from './admission.fixture.ts';
import type { LaneSignal, Lease } from './lease.ts';
import { createPace } from './pace.ts';

const server = await startTestRedis();
const FIRST_MS = 60_000;

/** A lane that has grown to what its policy allows. */
async function startLane(connections = 8, firstCooldownMs = FIRST_MS) {
  const world = await createWorld(server);
  await world.widen(connections);
  const settings = { firstCooldownMs, longestCooldownMs: 4 * firstCooldownMs };
  const admission = world.startProcess({ settings, now: () => 0 });
  const request = requestFor({ policy: { connections } });
  const state = world.keys.laneState('one', 'site.test');
  const admit = () => admission.admit(request);
  /** As many leases as the lane gives. */
  const fill = async (): Promise<readonly Lease[]> => {
    const admitted = await admit();
    return admitted.granted ? [admitted.lease, ...(await fill())] : [];
  };
  const lease = async () => {
    const admitted = await admit();
    if (!admitted.granted) throw new Error(`denied by ${admitted.limit}`);
    return admitted.lease;
  };
  const settleAll = async (leases: readonly Lease[], signal: LaneSignal) => {
    await Promise.all(leases.map((lease) => lease.settle(signal)));
    return leases.length;
  };
  /** Lets a cooldown be over by the clock. */
  const endCooldown = () => world.redis.hset(state, 'until', 1);
  return { ...world, admit, lease, fill, settleAll, endCooldown, state };
}

describe('a lane that throttles us', () => {
  it('gets half the connections, once for all that were told so together', async () => {
    const lane = await startLane(8);
    expect(await lane.settleAll(await lane.fill(), 'throttled')).toBe(8);
    expect(await lane.settleAll(await lane.fill(), 'throttled')).toBe(4);
    expect(await lane.settleAll(await lane.fill(), 'throttled')).toBe(2);
    expect(await lane.settleAll(await lane.fill(), 'throttled')).toBe(1);
    expect(await lane.settleAll(await lane.fill(), 'throttled')).toBe(1);
  });

  it('gets one more for each round that fared well, up to its policy', async () => {
    const lane = await startLane(8);
    await lane.settleAll(await lane.fill(), 'throttled');
    const rounds: number[] = [];
    for (let round = 0; round < 8; round += 1) rounds.push(await lane.settleAll(await lane.fill(), 'ok'));
    expect(rounds[0]).toBe(4);
    for (const [index, width] of rounds.slice(1).entries()) {
      expect(width - (rounds[index] ?? 0)).toBeGreaterThanOrEqual(0);
      expect(width - (rounds[index] ?? 0)).toBeLessThanOrEqual(1);
    }
    expect(rounds.at(-1)).toBe(8);
  });

  it('does not learn from praise for what was granted before the cut, nor twice from one lease', async () => {
    const lane = await startLane(8);
    const [first, ...others] = await lane.fill();
    await first?.settle('throttled');
    const before = await lane.redis.hgetall(lane.state);
    await lane.settleAll(others, 'ok');
    await first?.settle('ok');
    expect(await lane.redis.hgetall(lane.state)).toEqual(before);
  });

  it('is asked at half the rate', async () => {
    const lane = await startLane();
    const { takePace } = createPace({ redis: lane.redis, keys: lane.keys, domainRate: null, now: () => 0 });
    await lane.settleAll(await lane.fill(), 'throttled');
    const request = { ...requestFor({ policy: { rate: 2, burst: 5 } }), rcpts: 5 };
    await takePace(request);
    const taken = await takePace({ ...request, rcpts: 4 });
    expect(taken.taken && taken.waitMs).toBeGreaterThan(3_000);
  });
});

describe('a lane that refuses us', () => {
  it('rests, for all', async () => {
    const lane = await startLane();
    const [first, ...others] = await lane.fill();
    await first?.settle('blocked');
    await lane.settleAll(others, 'blocked');
    const denied = await lane.admit();
    expect(denied).toMatchObject({ granted: false, limit: 'cooldown' });
    // The others were refused in the same round trip: that is one refusal.
    expect(denied.granted ? 0 : denied.retryAt).toBeLessThanOrEqual(FIRST_MS);
    expect(denied.granted ? 0 : denied.retryAt).toBeGreaterThan(FIRST_MS - 10_000);
  });

  it.each(['blocked', 'throttled', 'failed'] as const)(
    'rests twice as long where the one that sees is %s',
    async (signal) => {
      const lane = await startLane();
      await lane.settleAll(await lane.fill(), 'blocked');
      for (const factor of [2, 4, 4]) {
        await lane.endCooldown();
        expect(await lane.settleAll(await lane.fill(), signal)).toBe(1);
        const denied = await lane.admit();
        expect(denied).toMatchObject({ granted: false, limit: 'cooldown' });
        expect(denied.granted ? 0 : denied.retryAt).toBeGreaterThan(factor * FIRST_MS - 10_000);
        expect(denied.granted ? 0 : denied.retryAt).toBeLessThanOrEqual(factor * FIRST_MS);
      }
    },
  );

  it('starts again with one connection where the one that sees fares well', async () => {
    const lane = await startLane();
    await lane.settleAll(await lane.fill(), 'blocked');
    await lane.endCooldown();
    expect(await lane.settleAll(await lane.fill(), 'ok')).toBe(1);
    expect(await lane.settleAll(await lane.fill(), 'ok')).toBe(1);
    expect(await lane.settleAll(await lane.fill(), 'ok')).toBe(2);
  });

  it('is open again by itself when its time is over', async () => {
    const lane = await startLane(8, 50);
    await lane.settleAll(await lane.fill(), 'blocked');
    expect(await waitUntil(async () => (await lane.admit()).granted, { everyMs: 10 })).toBe(true);
  });
});

describe('a lane that nobody has used', () => {
  it('begins with two connections and grows by half or more a round, as long as they fare well and are needed', async () => {
    const lane = await startLane(20);
    await lane.redis.del(lane.state);
    const rounds: number[] = [];
    for (let round = 0; round < 7; round += 1) rounds.push(await lane.settleAll(await lane.fill(), 'ok'));
    expect(rounds[0]).toBe(2);
    for (const [index, before] of rounds.slice(0, -1).entries()) {
      expect(rounds[index + 1]).toBeGreaterThanOrEqual(Math.min(20, Math.floor(1.5 * before)));
      expect(rounds[index + 1]).toBeLessThanOrEqual(2 * before);
    }
    expect(rounds.at(-1)).toBe(20);
  });

  it('grows by one a round from its first cut on', async () => {
    const lane = await startLane(20);
    await lane.redis.del(lane.state);
    for (let round = 0; round < 3; round += 1) await lane.settleAll(await lane.fill(), 'ok');
    const width = await lane.settleAll(await lane.fill(), 'throttled');
    expect(await lane.settleAll(await lane.fill(), 'ok')).toBe(Math.floor(width / 2));
    expect(await lane.settleAll(await lane.fill(), 'ok')).toBeLessThanOrEqual(Math.floor(width / 2) + 1);
  });

  it('never needs a state as long as one connection at a time is enough', async () => {
    const lane = await startLane(20);
    await lane.redis.del(lane.state);
    for (let session = 0; session < 5; session += 1) await (await lane.lease()).settle('ok');
    expect(await lane.redis.exists(lane.state)).toBe(0);
  });
});

describe('a lane that does neither', () => {
  it('has no state, and keeps none for ever', async () => {
    const lane = await startLane();
    await lane.redis.del(lane.state);
    await (await lane.lease()).settle('ok');
    await (await lane.lease()).settle('failed');
    expect(await lane.redis.exists(lane.state)).toBe(0);
    await lane.settleAll(await lane.fill(), 'throttled');
    expect(await lane.redis.pttl(lane.state)).toBeGreaterThan(0);
  });
});
