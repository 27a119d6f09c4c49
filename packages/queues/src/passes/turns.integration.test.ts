import { describe, expect, it } from 'vitest';
import { callUrgent } from '../realtime/urgency.ts';
import type { DispatchedPass } from './pass.ts';
import { firstPass } from './pass.ts';
import { cutOf, entry, header, IDENTITY, KNOWN, LIMITS, letTimePass, makeDue, startPasses } from './passes.fixture.ts';

const HUGE = 'list00000001';
const SMALL = 'list00000002';
const THIRD = 'list00000003';
/** As long as a pass runs that ends by itself. */
const LONG_MS = 60_000;

const FAR_AWAY = 4_000_000_000_000;

type Started = Awaited<ReturnType<typeof startPasses>>;

async function dispatched({ passes }: Started, identity = IDENTITY): Promise<readonly DispatchedPass[]> {
  const answer = await passes.dispatch(identity, LIMITS);
  if (answer === 'cold') throw new Error('Redis is cold');
  return answer;
}

/** A list with batches in the lane `google`, which has three slots. */
async function publish(
  { passes, redis, keys }: Started,
  list: string,
  { batches = 50, addresses = 10, owner = KNOWN.owner, weight = 1, verdicts = 1 } = {},
) {
  await passes.hold(list, 'none', { owner, weight });
  const entries = Array.from({ length: batches }, () => entry('google', addresses));
  await passes.publishCut(list, 'cut:000.0', cutOf(...entries));
  await redis.hset(keys.list(list), 'done', verdicts);
  return entries;
}

/** Runs passes to their end, one after the other, and tells how many addresses of each list were asked. */
async function serve(started: Started, passes: number, unaskedOf: (listId: string) => number = () => 0) {
  const asked: Record<string, number> = {};
  const running: DispatchedPass[] = [];
  for (let ended = 0; ended < passes; ended++) {
    running.push(...(await dispatched(started)));
    const next = running.shift();
    if (next === undefined) throw new Error('Nothing was dispatched');
    const { listId, pass } = next;
    const unasked = unaskedOf(listId);
    const remainder = unasked === 0 ? null : { at: FAR_AWAY, waiting: { not_started: unasked } };
    await started.passes.settle(listId, pass, { now: header(pass.open - unasked, remainder), previous: null });
    asked[listId] = (asked[listId] ?? 0) + pass.open - unasked;
  }
  for (const { listId, pass } of running)
    await started.passes.settle(listId, pass, {
      now: header(0, { at: FAR_AWAY, waiting: { not_started: pass.open } }),
      previous: null,
    });
  return (listId: string) => asked[listId] ?? 0;
}

describe('turns', () => {
  it('go by tenant, then by list: who has many lists has no more of a lane', async () => {
    const started = await startPasses();
    await publish(started, HUGE, { owner: 'ada' });
    await publish(started, SMALL, { owner: 'ada' });
    await publish(started, THIRD, { owner: 'bob' });
    const given: string[] = [];
    for (let round = 0; round < 4; round++) {
      for (const { listId, pass } of await dispatched(started)) {
        given.push(listId);
        await started.passes.settle(listId, pass, { now: header(10), previous: null });
      }
    }
    const of = (list: string) => given.filter((each) => each === list).length;
    expect(of(THIRD)).toBe(6);
    expect([of(HUGE), of(SMALL)]).toEqual([3, 3]);
  });

  it('are by addresses, however many a pass has', async () => {
    const started = await startPasses();
    await publish(started, HUGE, { addresses: 100 });
    await publish(started, SMALL, { addresses: 20 });
    const given = await serve(started, 24);
    expect(Math.abs(given(HUGE) - given(SMALL))).toBeLessThanOrEqual(120);
    expect(given(SMALL)).toBeGreaterThanOrEqual(300);
  });

  it('are by the weight of their tenant', async () => {
    const started = await startPasses();
    await publish(started, HUGE, { owner: 'ada', weight: 1 });
    await publish(started, SMALL, { owner: 'bob', weight: 3 });
    const given = await serve(started, 40);
    expect([given(HUGE), given(SMALL)]).toEqual([100, 300]);
  });

  it('hold nothing of the past against a list that comes, and nothing for it', async () => {
    const started = await startPasses();
    await publish(started, HUGE, { batches: 100 });
    await serve(started, 30);
    await publish(started, SMALL);
    const given = await serve(started, 20);
    expect([given(HUGE), given(SMALL)]).toEqual([100, 100]);
  });

  it('give back what a pass did not ask', async () => {
    const started = await startPasses();
    await publish(started, HUGE, { batches: 100 });
    await publish(started, SMALL);
    const given = await serve(started, 66, (listId) => (listId === HUGE ? 9 : 0));
    // Three passes are under way at the end.
    expect(Math.abs(given(HUGE) - given(SMALL))).toBeLessThanOrEqual(30);
    expect(given(HUGE)).toBeGreaterThanOrEqual(50);
  });

  it('come at once for a list that has no pass in a lane full of another', async () => {
    const started = await startPasses();
    const { passes } = started;
    await publish(started, HUGE);
    const running = await dispatched(started);
    expect(running.map(({ listId }) => listId)).toEqual([HUGE, HUGE, HUGE]);
    await publish(started, SMALL, { batches: 1 });
    expect(await dispatched(started)).toEqual([]);
    const renewed = await Promise.all(running.map((pass) => passes.renew(pass, 0)));
    expect(renewed.filter((answer) => answer === 'yield')).toHaveLength(1);
    const yielding = running[renewed.indexOf('yield')];
    if (yielding === undefined) throw new Error('Nobody yields');
    const rest = header(4, { at: 1, waiting: { not_started: 6 } });
    await passes.settle(HUGE, yielding.pass, { now: rest, previous: null });
    expect((await dispatched(started)).map(({ listId }) => listId)).toEqual([SMALL]);
    const others = running.filter((pass) => pass !== yielding);
    expect(await Promise.all(others.map((pass) => passes.renew(pass, LONG_MS)))).toEqual([1, 1]);
  });

  it('leave the only pass of a list in a lane alone until it has run for a while', async () => {
    const started = await startPasses();
    const { passes } = started;
    for (const list of [HUGE, SMALL, THIRD]) await publish(started, list);
    const running = await dispatched(started);
    expect(new Set(running.map(({ listId }) => listId)).size).toBe(3);
    await publish(started, 'list00000004', { batches: 1 });
    expect(await Promise.all(running.map((pass) => passes.renew(pass, 1_000)))).toEqual([1, 1, 1]);
    const [first] = running;
    if (first === undefined) throw new Error('Nothing runs');
    expect(await passes.renew(first, LONG_MS)).toBe('yield');
  });

  it('give way to a real-time check that found the lane full, by one pass', async () => {
    const started = await startPasses();
    const { passes, redis, keys } = started;
    await publish(started, HUGE);
    const running = await dispatched(started);
    await callUrgent({ redis, keys }, { identity: IDENTITY, lane: 'google' });
    const renewed = await Promise.all(running.map((pass) => passes.renew(pass, 0)));
    expect(renewed.filter((answer) => answer === 'yield')).toHaveLength(1);
    const yielding = running[renewed.indexOf('yield')];
    if (yielding === undefined) throw new Error('Nobody yields');
    await passes.settle(HUGE, yielding.pass, { now: header(10), previous: null });
    expect(await dispatched(started)).toEqual([]);
    await redis.del(keys.urgent(IDENTITY, 'google'));
    await letTimePass(redis, keys.parked(IDENTITY));
    expect(await dispatched(started)).toHaveLength(1);
  });

  it('are short once for a list that has no verdict yet', async () => {
    const started = await startPasses();
    await publish(started, HUGE, { batches: 2, verdicts: 0 });
    await publish(started, SMALL, { batches: 1 });
    const begun: Record<string, unknown[]> = { [HUGE]: [], [SMALL]: [] };
    for (const pass of await dispatched(started)) begun[pass.listId]?.push(await started.passes.begin(pass));
    expect(begun).toEqual({ [HUGE]: ['first', 1], [SMALL]: [1] });
  });

  it('are not made room for where the list that waits is paused', async () => {
    const started = await startPasses();
    await publish(started, HUGE);
    const running = await dispatched(started);
    await publish(started, SMALL, { batches: 1 });
    await started.passes.hold(SMALL, 'paused');
    expect(await Promise.all(running.map((pass) => started.passes.renew(pass, LONG_MS)))).toEqual([1, 1, 1]);
  });

  it('are left by a paused list and entered again in the lanes where it was, with nothing lost', async () => {
    const started = await startPasses();
    const { passes, redis, keys } = started;
    await publish(started, HUGE, { batches: 2 });
    await passes.hold(HUGE, 'paused');
    expect(await dispatched(started)).toEqual([]);
    expect(await redis.keys(`${keys.prefix}:turns*`)).toEqual([]);
    await passes.hold(HUGE, 'none');
    expect(await dispatched(started)).toHaveLength(2);
  });

  it('let the tail have a pass while other lanes would take every connection', async () => {
    const started = await startPasses({ connections: 50 });
    await started.passes.hold(HUGE, 'none', KNOWN);
    const sites = Array.from({ length: 60 }, (_, site) => entry(`site${site}.example`));
    await started.passes.publishCut(HUGE, 'cut:000.0', cutOf(...sites, entry('tail'), entry('tail'), entry('tail')));
    const lanes = (await dispatched(started)).map(({ pass }) => pass.lane);
    expect(lanes.filter((lane) => lane === 'tail')).toHaveLength(1);
    expect(lanes.filter((lane) => lane !== 'tail')).toHaveLength(30);
  });
});

describe('an identity that disappears', () => {
  const HEIRS = ['bbbbbbbbbb', 'cccccccccc'] as const;

  it('hands its pending, its overdue and, in time, its waiting passes to the others, a partition to one', async () => {
    const started = await startPasses();
    const { passes, redis, keys } = started;
    const [waiting, running] = await publish(started, HUGE, { batches: 12 });
    if (waiting === undefined || running === undefined) throw new Error('There are no batches');
    expect(await dispatched(started)).toHaveLength(3);
    const retry = { at: Date.now() + 3_600_000, waiting: { greylisted: 1 } };
    await passes.settle(HUGE, firstPass(waiting), { now: header(9, retry), previous: null });
    for (const heir of HEIRS) await passes.heartbeat(heir, 'other', 1_000);
    expect(await passes.handOver(IDENTITY, HEIRS, 60_000)).toBe(0);
    await redis.zadd(keys.identities, 'XX', 1, IDENTITY);
    await letTimePass(redis, keys.dispatched(IDENTITY));
    expect(await passes.handOver(IDENTITY, HEIRS, 60_000)).toBe(11);
    await makeDue(redis, keys, HUGE);
    await dispatched(started, HEIRS[0]);
    expect(await passes.handOver(IDENTITY, HEIRS, 60_000)).toBe(1);
    const taken: DispatchedPass[] = [];
    for (let round = 0; round < 6; round++) {
      for (const heir of HEIRS) {
        for (const each of await dispatched(started, heir)) {
          taken.push(each);
          const result = header(10, null, each.pass.number);
          await passes.settle(HUGE, each.pass, { now: { ...result, identity: heir }, previous: null });
        }
      }
    }
    expect(taken).toHaveLength(12);
    expect(new Set(taken.map(({ pass }) => pass.identity)).size).toBe(1);
    expect(await redis.keys(`${keys.prefix}:pending*`)).toEqual([]);
  });

  it('that comes back late changes nothing: its pass is stale, and what it published counts once', async () => {
    const started = await startPasses();
    const { passes, redis, keys } = started;
    await publish(started, HUGE, { batches: 1, verdicts: 0 });
    const [late] = await dispatched(started);
    if (late === undefined) throw new Error('Nothing was dispatched');
    await redis.zadd(keys.identities, 'XX', 1, IDENTITY);
    await letTimePass(redis, keys.dispatched(IDENTITY));
    await passes.heartbeat(HEIRS[0], 'other', 1_000);
    expect(await passes.handOver(IDENTITY, [HEIRS[0]], 60_000)).toBe(1);
    expect(await passes.renew(late, 0)).toBe('stale');
    const [again] = await dispatched(started, HEIRS[0]);
    if (again === undefined) throw new Error('It was not dispatched again');
    const left = { ...header(8, { at: 1, waiting: { greylisted: 2 } }), identity: IDENTITY };
    await passes.settle(HUGE, late.pass, { now: left, previous: null });
    await passes.settle(HUGE, again.pass, { now: left, previous: null });
    expect(await redis.hget(keys.list(HUGE), 'done')).toBe('8');
    const [next] = await redis.zrange(keys.waiting(HUGE), '0', '-1');
    expect(next).toContain(`~2~${IDENTITY}~`);
    expect(await redis.exists(keys.slots(HEIRS[0], 'google'), keys.shares(HEIRS[0], 'google'))).toBe(0);
  });
});
