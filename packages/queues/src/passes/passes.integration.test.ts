import { readProgress } from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import type { DispatchedPass } from './pass.ts';
import { firstPass, nextPass } from './pass.ts';
import { cutOf, entry, header, IDENTITY, KNOWN, LIMITS, letTimePass, makeDue, startPasses } from './passes.fixture.ts';

const LIST = 'list00000001';
const OTHER = 'list00000002';

describe('passes', () => {
  it('do nothing while Redis has no generation', async () => {
    const { passes, redis, keys } = await startPasses({ warm: false });
    expect(await passes.hold(LIST, 'none', KNOWN)).toBe('cold');
    expect(await passes.publishCut(LIST, 'cut:000.0', cutOf(entry('google')))).toBe('cold');
    expect(await passes.settle(LIST, firstPass(entry('google')), { now: header(1), previous: null })).toBe('cold');
    expect(await passes.dispatch(IDENTITY, LIMITS)).toBe('cold');
    expect(await redis.keys(`${keys.prefix}:list*`)).toEqual([]);
  });

  it('count a cut once, however often it is published', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    const cut = cutOf(entry('google', 7));
    for (let times = 0; times < 3; times++) await passes.publishCut(LIST, 'cut:000.0', cut);
    expect(await readProgress(redis, keys, LIST)).toMatchObject({
      addresses: 7,
      lanes: { google: { addresses: 7, done: 0, waiting: 0 } },
    });
    expect(await passes.dispatch(IDENTITY, LIMITS)).toHaveLength(1);
  });

  it('count a settled pass once, and say when the list is complete', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    await passes.publishSplit(LIST, { partitions: 1, records: 12, empty: 2 });
    const batch = entry('google', 10);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(batch));
    expect(await passes.publishResolved(LIST, '000', { records: 12, addresses: 10 })).toBe('open');
    const headers = { now: header(10), previous: null };
    expect(await passes.settle(LIST, firstPass(batch), headers)).toBe('complete');
    expect(await passes.settle(LIST, firstPass(batch), headers)).toBe('complete');
    const progress = await readProgress(redis, keys, LIST);
    expect(progress).toMatchObject({ done: 10, expected: 10, rows: 12, statuses: { passed: 10, failed: 2 } });
    expect(progress?.rate).toBeGreaterThan(0);
  });

  it('give a lane as many passes as it has slots, and the next one when one is settled', async () => {
    const { passes } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    const batches = Array.from({ length: 5 }, () => entry('google'));
    await passes.publishCut(LIST, 'cut:000.0', cutOf(...batches));
    expect(await dispatched(passes)).toHaveLength(3);
    expect(await dispatched(passes)).toHaveLength(0);
    const [first] = batches;
    if (first === undefined) throw new Error('No batch');
    await passes.settle(LIST, firstPass(first), { now: header(10), previous: null });
    expect(await dispatched(passes)).toHaveLength(1);
  });

  it('give a lane no more passes than admission will grant it connections', async () => {
    const { passes, redis, keys } = await startPasses();
    await redis.del(keys.laneState(IDENTITY, 'google'));
    await passes.hold(LIST, 'none', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(...Array.from({ length: 10 }, () => entry('google'))));
    expect(await dispatched(passes)).toHaveLength(2);
    const grow = async (window: string) => {
      await redis.hset(keys.laneState(IDENTITY, 'google'), { window });
      await letTimePass(redis, keys.parked(IDENTITY));
    };
    await grow('2.9');
    expect(await dispatched(passes)).toEqual([]);
    await grow('3.1');
    expect(await dispatched(passes)).toHaveLength(1);
    await grow('20');
    expect(await dispatched(passes)).toEqual([]);
  });

  it('never let a saturated lane hold up another', async () => {
    const { passes } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    const slow = Array.from({ length: 50 }, () => entry('google'));
    await passes.publishCut(LIST, 'cut:000.0', cutOf(...slow, entry('site.example')));
    expect((await dispatched(passes)).map(({ pass }) => pass.lane).sort()).toEqual([
      'google',
      'google',
      'google',
      'site.example',
    ]);
  });

  it('take lists of a lane in turn, so that a small one is not stuck behind a large one', async () => {
    const { passes } = await startPasses();
    for (const list of [LIST, OTHER]) await passes.hold(list, 'none', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(...Array.from({ length: 50 }, () => entry('google'))));
    await passes.publishCut(OTHER, 'cut:000.0', cutOf(entry('google')));
    expect((await dispatched(passes)).map(({ listId }) => listId)).toEqual([LIST, OTHER, LIST]);
  });

  it('stay within what live workers have connections for', async () => {
    const { passes } = await startPasses({ connections: 45 });
    await passes.hold(LIST, 'none', KNOWN);
    const tails = Array.from({ length: 10 }, () => entry('tail'));
    const sites = Array.from({ length: 30 }, (_, site) => entry(`site${site}.example`));
    await passes.publishCut(LIST, 'cut:000.0', cutOf(...tails, ...sites));
    const lanes = (await dispatched(passes)).map(({ pass }) => pass.lane);
    const used = lanes.reduce((sum, lane) => sum + (lane === 'tail' ? 20 : 1), 0);
    expect(used).toBeGreaterThan(25);
    expect(used).toBeLessThanOrEqual(45);
    await passes.signOff(IDENTITY, 'worker');
    expect(await dispatched(passes)).toEqual([]);
  });

  it('leave a paused list where it is, and go on with it after', async () => {
    const { passes } = await startPasses();
    await passes.hold(LIST, 'paused', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(entry('google'), entry('google')));
    expect(await dispatched(passes)).toEqual([]);
    await passes.hold(LIST, 'none');
    const [pass] = await dispatched(passes);
    if (pass === undefined) throw new Error('Nothing was dispatched');
    await passes.hold(LIST, 'paused');
    expect(await passes.begin(pass)).toBe('held');
    expect(await passes.handBack(pass, 0)).toBe('held');
    await passes.hold(LIST, 'none');
    expect(await dispatched(passes)).toHaveLength(1);
  });

  it('drop what is pending of a list that has ended', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(entry('google'), entry('google')));
    await passes.hold(LIST, 'canceled');
    expect(await dispatched(passes)).toEqual([]);
    expect(await redis.keys(`${keys.prefix}:pending*`)).toEqual([]);
  });

  it('leave nothing of a forgotten list', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(...['google', 'tail', 'a.example'].map((lane) => entry(lane))));
    const [running] = await dispatched(passes);
    if (running === undefined) throw new Error('Nothing was dispatched');
    await passes.begin(running);
    await passes.forget(LIST);
    const waiting = { at: 1, waiting: { greylisted: 1 } };
    expect(await passes.settle(LIST, running.pass, { now: header(1, waiting), previous: null })).toBe('gone');
    const left = (await redis.keys(`${keys.prefix}:*`)).filter((key) => key.includes(LIST));
    expect(left).toEqual([]);
  });

  it('put what a pass left over where it waits, and dispatch it when its time has come', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    const batch = entry('google', 10);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(batch));
    await dispatched(passes);
    const later = Date.now() + 3_600_000;
    const remainder = { at: later, waiting: { greylisted: 2 } };
    const first = header(8, remainder);
    await passes.settle(LIST, firstPass(batch), { now: first, previous: null });
    expect(await dispatched(passes)).toEqual([]);
    expect(await readProgress(redis, keys, LIST)).toMatchObject({ waiting: { greylisted: 2 }, nextRetryAt: later });
    await makeDue(redis, keys, LIST);
    const [next] = await dispatched(passes);
    expect(next?.pass).toEqual(nextPass(firstPass(batch), remainder));
    await passes.settle(LIST, nextPass(firstPass(batch), remainder), { now: header(2, null, 2), previous: first });
    expect(await readProgress(redis, keys, LIST)).toMatchObject({
      done: 10,
      waiting: { greylisted: 0 },
      nextRetryAt: null,
    });
  });

  it('give a pass that nobody renewed to another, and nothing to the one that wakes up late', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(entry('google')));
    const [late] = await dispatched(passes);
    if (late === undefined) throw new Error('Nothing was dispatched');
    expect(await passes.begin(late)).toBe('first');
    await letTimePass(redis, keys.dispatched(IDENTITY));
    const [again] = await dispatched(passes);
    if (again === undefined) throw new Error('It was not dispatched again');
    expect(again.dispatchNumber).toBeGreaterThan(late.dispatchNumber);
    expect(await passes.renew(late, 0)).toBe('stale');
    expect(await passes.handBack(late, 0)).toBe('stale');
    expect(await passes.begin(again)).toBe(2);
  });

  it('skip a pending pass that was settled by one who was thought lost', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    const batch = entry('google');
    await passes.publishCut(LIST, 'cut:000.0', cutOf(batch));
    await dispatched(passes);
    await letTimePass(redis, keys.dispatched(IDENTITY));
    await passes.hold(LIST, 'paused');
    expect(await dispatched(passes)).toEqual([]);
    await passes.settle(LIST, firstPass(batch), { now: header(10), previous: null });
    await passes.hold(LIST, 'none');
    expect(await dispatched(passes)).toEqual([]);
    expect(await redis.keys(`${keys.prefix}:pending*`)).toEqual([]);
  });

  it('let a lane rest that refused us, and then try it with one pass', async () => {
    const { passes, redis, keys } = await startPasses();
    await passes.hold(LIST, 'none', KNOWN);
    await passes.publishCut(LIST, 'cut:000.0', cutOf(entry('google'), entry('google'), entry('a.example')));
    await redis.hset(keys.laneState(IDENTITY, 'google'), { window: '1', until: String(Date.now() + 60_000) });
    expect((await dispatched(passes)).map(({ pass }) => pass.lane)).toEqual(['a.example']);
    await redis.hset(keys.laneState(IDENTITY, 'google'), { until: '1' });
    await letTimePass(redis, keys.parked(IDENTITY));
    expect((await dispatched(passes)).map(({ pass }) => pass.lane)).toEqual(['google']);
  });
});

async function dispatched(
  passes: Awaited<ReturnType<typeof startPasses>>['passes'],
): Promise<readonly DispatchedPass[]> {
  const answer = await passes.dispatch(IDENTITY, LIMITS);
  if (answer === 'cold') throw new Error('Redis is cold');
  return answer;
}
