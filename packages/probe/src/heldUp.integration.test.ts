import { startTestRedis, waitUntil } from '@mailsift/testing';
import { describe, expect, it } from 'vitest';
import { type Script, startMailServer } from './mailServer.fixture.ts';
import { probeDomain } from './probeDomain.ts';
import type { ProbeServices } from './request.ts';
import {
  addresses,
  attempts,
  type Changes,
  createWorld,
  DOMAIN,
  ipsOf,
  requestTo,
  told,
  type WorldOptions,
} from './world.fixture.ts';

const redis = await startTestRedis();
const SUBJECT = { identity: 'one', domain: DOMAIN };

async function startWorld(script: Script = {}, options: WorldOptions = {}) {
  const server = await startMailServer({ script });
  const world = await createWorld(redis, server.port, options);
  const probe = (changes?: Changes) => probeDomain(requestTo(ipsOf(server), changes), world.services);
  return { server, world, probe };
}

/** Remembers how long it was asked to sleep, and does not; `onSleep` is what happens in that time. */
function createSleep(onSleep: () => Promise<unknown> | unknown = () => {}) {
  const slept: number[] = [];
  const sleep: ProbeServices['sleep'] = async (ms) => {
    slept.push(ms);
    await onSleep();
  };
  return { slept, sleep };
}

describe('a denied admission', () => {
  it('hands everybody back without a connection, with the time to come again', async () => {
    const { server, world, probe } = await startWorld({}, { limits: { identityConnections: 0 } });
    const before = Date.now();
    const result = await probe();
    expect(told(result)).toEqual(Array(3).fill('not_asked'));
    expect(attempts(result)).toEqual([0, 0, 0]);
    expect(result.notStarted?.limit).toBe('identity');
    expect(result.notStarted?.retryAt).toBeGreaterThan(before);
    expect(result).toMatchObject({ sessions: [], target: null, catchAll: 'not_asked' });
    expect(server.connections()).toBe(0);
    expect(await world.catchAllCache.claim(SUBJECT)).toBe('mine');
  });

  it('is waited out for as long as the request says', async () => {
    let now = 0;
    const { slept, sleep } = createSleep(() => (now += slept.at(-1) ?? 0));
    const admission: ProbeServices['admission'] = {
      admit: async () => ({ granted: false, limit: 'lane', retryAt: now + 1_000 }),
    };
    const { server, probe } = await startWorld({}, { services: { admission, sleep, now: () => now } });
    const result = await probe({ admissionWaitMs: 2_500, deadline: 10_000 });
    expect(slept).toEqual([1_000, 1_000]);
    expect(result.notStarted).toEqual({ limit: 'lane', retryAt: 3_000 });
    expect(server.connections()).toBe(0);
  });

  it('between two sessions hands back those who are left, and keeps what was answered', async () => {
    const { world, probe } = await startWorld({
      QUIT: async () => {
        await world.redis.del(world.keys.generation);
        return '221 bye';
      },
    });
    const result = await probe({ recipients: addresses(12) });
    expect(told(result)).toEqual([...Array(9).fill(250), ...Array(3).fill('not_asked')]);
    expect(result.notStarted?.limit).toBe('cold');
  });

  it('by the pace of connections is waited for between two sessions', async () => {
    const { slept, sleep } = createSleep(() => world.redis.del(world.keys.pace(`connections:one:${DOMAIN}`)));
    const { server, world, probe } = await startWorld({}, { services: { sleep } });
    const result = await probe({ recipients: addresses(12), policy: { connections: 1, connectionRate: 0.5 } });
    expect(told(result)).toEqual(Array(12).fill(250));
    expect(server.connections()).toBe(2);
    expect(slept).toHaveLength(1);
    expect(slept[0]).toBeLessThanOrEqual(2_000);
  });
});

describe('the pace of RCPTs', () => {
  it('is waited for with the session open where that is short', async () => {
    const open: number[] = [];
    const { slept, sleep } = createSleep(() => open.push(server.open()));
    const { server, probe } = await startWorld({}, { services: { sleep } });
    const result = await probe({ recipients: addresses(9), policy: { rate: 2, burst: 5 } });
    expect(told(result)).toEqual(Array(9).fill(250));
    expect(open).toEqual([1]);
    expect(slept[0]).toBeGreaterThan(1_000);
    expect(slept[0]).toBeLessThanOrEqual(2_500);
    expect(server.connections()).toBe(1);
  });

  it('ends the session where that is long, and hands the rest back', async () => {
    const { server, probe } = await startWorld();
    const result = await probe({ recipients: addresses(9), policy: { rate: 0.5, burst: 5 } });
    expect(told(result)).toEqual([...Array(4).fill(250), ...Array(5).fill('not_asked')]);
    expect(attempts(result).slice(4)).toEqual(Array(5).fill(0));
    expect(result.notStarted?.limit).toBe('pace');
    expect(result.notStarted?.retryAt).toBeGreaterThan(Date.now() + 5_000);
    expect(server.lines.at(-1)).toBe('QUIT');
  });

  it('is not slept for when nothing new is to begin: the rest is handed back', async () => {
    const pace: ProbeServices['pace'] = { takePace: async () => ({ taken: true, waitMs: 60_000 }) };
    const stopped = new AbortController();
    let deadline = Date.now() + 120_000;
    const { server, world } = await startWorld({}, { services: { pace } });
    const request = {
      ...requestTo(ipsOf(server), { stop: stopped.signal }),
      get deadline() {
        return deadline;
      },
    };
    const probing = probeDomain(request, world.services);
    await waitUntil(() => server.open() === 1);
    deadline = Date.now();
    stopped.abort();
    const result = await probing;
    expect(attempts(result)).toEqual([0, 0, 0]);
    expect(result.notStarted?.limit).toBe('deadline');
  });

  it('is not slept for when the server hangs up meanwhile', async () => {
    const pace: ProbeServices['pace'] = { takePace: async () => ({ taken: true, waitMs: 60_000 }) };
    const { probe } = await startWorld(
      { MAIL: () => ({ close: true }), EHLO: () => ({ last: '250 mx' }) },
      { services: { pace } },
    );
    expect(told(await probe())).toEqual(Array(3).fill('not_asked: closed'));
  });
});

describe('the deadline', () => {
  it('lets nothing begin after it', async () => {
    const { server, probe } = await startWorld();
    const result = await probe({ deadline: Date.now() - 1 });
    expect(result.notStarted?.limit).toBe('deadline');
    expect(told(result)).toEqual(Array(3).fill('not_asked'));
    expect(server.connections()).toBe(0);
  });

  it('lets what has begun be finished, and hands the rest back', async () => {
    let now = 1_000;
    const late: Script = {
      RCPT: ({ nth }) => {
        if (nth === 2) now = 2_000;
        return nth === 1 ? '550 5.1.1 User unknown' : '250 ok';
      },
    };
    const { server, probe } = await startWorld(late, { services: { now: () => now } });
    const result = await probe({ recipients: addresses(7), deadline: 2_000 });
    expect(told(result)).toEqual([...Array(4).fill(250), ...Array(3).fill('not_asked')]);
    expect(result.notStarted).toEqual({ limit: 'deadline', retryAt: 2_000 });
    expect(server.lines.at(-1)).toBe('QUIT');
  });

  it('is not slept past', async () => {
    const { slept, sleep } = createSleep();
    const pace: ProbeServices['pace'] = { takePace: async () => ({ taken: true, waitMs: 4_000 }) };
    const { server, probe } = await startWorld({}, { services: { sleep, pace, now: () => 0 } });
    const result = await probe({ deadline: 3_000 });
    expect(result.notStarted?.limit).toBe('deadline');
    expect(slept).toEqual([]);
    expect(server.rcpts).toEqual([[]]);
  });
});

describe('the catch-all question of another batch', () => {
  it('is waited for, and its answer taken over', async () => {
    const { slept, sleep } = createSleep(() => world.catchAllCache.set(SUBJECT, 'yes'));
    const { server, world, probe } = await startWorld({}, { services: { sleep } });
    expect(await world.catchAllCache.claim(SUBJECT)).toBe('mine');
    const result = await probe();
    expect(result.catchAll).toBe('yes');
    expect(server.rcpts).toEqual([addresses(3)]);
    expect(slept).toHaveLength(1);
  });

  it('is not waited for longer than a while: everybody is handed back', async () => {
    let now = 0;
    const { slept, sleep } = createSleep(() => (now += 1_000));
    const { server, world, probe } = await startWorld({}, { services: { sleep, now: () => now } });
    expect(await world.catchAllCache.claim(SUBJECT)).toBe('mine');
    const result = await probe();
    expect(told(result)).toEqual(Array(3).fill('not_asked'));
    expect(result.notStarted).toMatchObject({ limit: 'catch_all' });
    expect(result.notStarted?.retryAt).toBeGreaterThan(now);
    expect(slept).toHaveLength(5);
    expect(server.rcpts).toEqual([[]]);
    expect(await world.leases()).toBe(0);
  });

  it('is asked by us when its claim runs out', async () => {
    const { sleep } = createSleep(() => world.redis.del(world.keys.catchAll('one', DOMAIN)));
    const { world, probe } = await startWorld({}, { services: { sleep } });
    expect(await world.catchAllCache.claim(SUBJECT)).toBe('mine');
    const result = await probe();
    expect(result.catchAll).toBe('no');
    expect(result.random).not.toBeNull();
  });
});
