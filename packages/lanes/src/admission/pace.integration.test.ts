import { startTestRedis } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { createWorld, type RequestOverrides, requestFor } from './admission.fixture.ts';
import { createPace } from './pace.ts';

const server = await startTestRedis();

async function startPace(domainRate: number | null = null) {
  const world = await createWorld(server);
  const { takePace } = createPace({ redis: world.redis, keys: world.keys, domainRate, now: () => 0 });
  const take = (rcpts: number, overrides: RequestOverrides = {}) => takePace({ ...requestFor(overrides), rcpts });
  const redisTime = async () => {
    const [seconds = 0, microseconds = 0] = await world.redis.time();
    return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  };
  return { world, take, redisTime };
}

const slow = { policy: { rate: 1, burst: 5 } };

describe('RCPT pace', () => {
  it('gives the burst at once, then tells how long to sleep, and past five seconds takes nothing', async () => {
    const { take, world } = await startPace();
    expect(await take(5, slow)).toEqual({ taken: true, waitMs: 0 });
    const second = await take(4, slow);
    expect(second.taken && second.waitMs).toBeGreaterThan(3_000);
    expect(second.taken && second.waitMs).toBeLessThanOrEqual(4_000);
    const before = await world.content();
    const third = await take(3, slow);
    expect(third.taken ? 0 : third.retryAt).toBeGreaterThan(5_000);
    expect(await world.content()).toEqual(before);
    expect(await take(1, { ...slow, lane: 'other.test' })).toEqual({ taken: true, waitMs: 0 });
    expect(await take(1, { ...slow, identity: 'two' })).toEqual({ taken: true, waitMs: 0 });
  });

  it('C2: lets at most burst + rate * W through in any window W, when all sleep as they are told', async () => {
    const { take, redisTime } = await startPace();
    const policy = { rate: 500, burst: 10 };
    const sent: { earliest: number; latest: number; rcpts: number }[] = [];
    const work = async (seed: number) => {
      for (let turn = 0; turn < 25; turn += 1) {
        const rcpts = 1 + ((seed * 3 + turn * 7) % 5);
        const before = await redisTime();
        const taken = await take(rcpts, { policy });
        if (!taken.taken) continue;
        sent.push({ rcpts, earliest: before + taken.waitMs, latest: (await redisTime()) + taken.waitMs });
        if (turn % 4 === 0) await new Promise((resolve) => setTimeout(resolve, taken.waitMs));
      }
    };
    await Promise.all([1, 2, 3, 4].map(work));
    expect(sent.length).toBe(100);
    for (const { earliest } of sent) {
      for (const { latest } of sent.filter((other) => other.latest >= earliest)) {
        // Surely inside the window; the times are known to within one call.
        const inside = sent.filter((one) => one.earliest >= earliest && one.latest <= latest);
        const arrivals = inside.reduce((sum, { rcpts }) => sum + rcpts, 0);
        expect(arrivals).toBeLessThanOrEqual(policy.burst + (policy.rate * (latest - earliest)) / 1_000);
      }
    }
  });

  it('uses the whole of what is permitted', async () => {
    const { take } = await startPace();
    const policy = { rate: 100, burst: 5 };
    const takes = await Promise.all(Array.from({ length: 40 }, () => take(5, { policy })));
    const waits = takes.map((taken) => (taken.taken ? taken.waitMs : Number.POSITIVE_INFINITY));
    // 200 RCPTs at 100 a second, five of them free: the last transaction starts within 1.95 s.
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_950);
  });

  it('limits a domain over all identities, if set, and takes of both or of none', async () => {
    const { take, world } = await startPace(0.5);
    expect(await take(5)).toEqual({ taken: true, waitMs: 0 });
    const before = await world.content();
    expect(await take(5, { identity: 'two' })).toMatchObject({ taken: false });
    expect(await world.content()).toEqual(before);
    expect(await take(5, { domain: 'other.test' })).toEqual({ taken: true, waitMs: 0 });
  });

  it('holds a tenant to a budget for one domain and for one address, where no policy protects them', async () => {
    const { world } = await startPace();
    const options = { redis: world.redis, keys: world.keys, domainRate: null, tenantRcptsPerHour: 40, now: () => 0 };
    const { takePace } = createPace(options);
    const take = (tenant: string | null, more: RequestOverrides = {}, provider: string | null = null) => {
      const request = requestFor(more);
      return takePace({ ...request, lane: { ...request.lane, provider }, rcpts: 5, tenant });
    };
    // A quarter of it at once.
    expect(await take('ada')).toMatchObject({ taken: true });
    expect(await take('ada')).toMatchObject({ taken: true });
    const before = await world.content();
    const denied = await take('ada');
    expect(denied).toMatchObject({ taken: false, limit: 'tenant' });
    expect(denied.taken ? 0 : denied.retryAt).toBeGreaterThan(60_000);
    expect(await take('ada', { domain: 'other.test' })).toMatchObject({ taken: false, limit: 'tenant' });
    expect(await take('ada', { ip: '192.0.2.9' })).toMatchObject({ taken: false, limit: 'tenant' });
    expect(await world.content()).toEqual(before);
    for (const free of [take('bob'), take(null), take('ada', {}, 'google')]) {
      expect(await free).toMatchObject({ taken: true });
    }
  });

  it('refuses to take more than a transaction holds', async () => {
    const { take } = await startPace();
    await expect(take(6)).rejects.toThrow(RangeError);
    await expect(take(0)).rejects.toThrow(RangeError);
  });

  it('is cold without a generation, and writes nothing', async () => {
    const { take, world } = await startPace();
    await world.redis.del(world.keys.generation);
    expect(await take(1)).toEqual({ taken: false, limit: 'cold', retryAt: 1_000 });
    expect(await world.content()).toEqual({});
  });

  it('G8: believes no more than a full bucket and the longest wait, where the clock of Redis was set back', async () => {
    const { take, world } = await startPace();
    await world.redis.hset(world.keys.pace('rcpts:one:site.test'), 'tat', (Date.now() + 3_600_000) * 1_000);
    const taken = await take(1, slow);
    expect(taken.taken ? 0 : taken.retryAt).toBeLessThanOrEqual(6_000);
  });

  it('G10: leaves no key without an end', async () => {
    const { take, world } = await startPace(1);
    await take(5);
    const names = (await world.redis.keys(`${world.keys.prefix}:*`)).filter((name) => name !== world.keys.generation);
    expect(names.length).toBe(2);
    for (const name of names) expect(await world.redis.pttl(name)).toBeGreaterThan(0);
  });
});
