import { expect } from 'vitest';
import { parsePass, spellPass } from '../passes/pass.ts';
import { batchesOf, IDENTITIES, LANES, LARGEST_BATCH, type ModelList, TENANTS } from './modelLists.fixture.ts';
import { LIMITS, type ModelWorld } from './modelWorld.fixture.ts';

/** Slots of a lane, the most there are of any. */
const MOST_SLOTS = 4;

/** What must be so after every step, whatever it was. */
export async function expectSound(world: ModelWorld): Promise<void> {
  if (world.isCold) return;
  await Promise.all([
    ...IDENTITIES.flatMap((identity) => [expectSlotsHeld(world, identity), expectTurns(world, identity)]),
    ...world.openLists.flatMap((list) => [expectCountedOnce(world, list), expectNothingLost(world, list)]),
  ]);
}

/** Slots are those of dispatched passes, no more than a lane has, and each list's share is what it holds. */
async function expectSlotsHeld(world: ModelWorld, identity: string): Promise<void> {
  const { redis, keys } = world;
  const dispatched = await redis.zrange(keys.dispatched(identity), '0', '-1');
  const slots: string[] = [];
  for (const lane of LANES) {
    const members = await redis.zrange(keys.slots(identity, lane), '0', '-1');
    slots.push(...members);
    if (lane !== 'tail') expect(members.length).toBeLessThanOrEqual(LIMITS.slots[lane] ?? LIMITS.defaultSlots);
    expect(countBy(members)).toEqual(await sharesOf({ redis, keys }, identity, lane, members));
    for (const { owner } of TENANTS) {
      const ofTenant = await redis.zrange(keys.tenantSlots(identity, lane, owner), '0', '-1');
      const own = members.filter((member) =>
        world.lists.some(
          ({ id, tenant, isDeleted }) => member.startsWith(`${id}~`) && tenant.owner === owner && !isDeleted,
        ),
      );
      expect(ofTenant.sort()).toEqual(own.sort());
    }
  }
  expect(slots.sort()).toEqual([...dispatched].sort());
  expect((await redis.hkeys(keys.dispatchNumbers(identity))).sort()).toEqual([...dispatched].sort());
}

/** Of lists that Redis knows; one that was forgotten holds what runs until it ends, uncounted. */
async function sharesOf(
  { redis, keys }: Pick<ModelWorld, 'redis' | 'keys'>,
  identity: string,
  lane: string,
  members: readonly string[],
): Promise<Record<string, number>> {
  const shares = await redis.hgetall(keys.shares(identity, lane));
  const counted = Object.fromEntries(Object.entries(shares).map(([list, share]) => [list, Number(share)]));
  for (const [list, held] of Object.entries(countBy(members))) {
    if ((await redis.exists(keys.list(list))) === 0) counted[list] = held;
  }
  return counted;
}

function countBy(members: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const member of members) {
    const [list = ''] = member.split('~');
    counts[list] = (counts[list] ?? 0) + 1;
  }
  return counts;
}

/** A lane, a tenant and a list stand in turn once, exactly while there is something pending for them. */
async function expectTurns({ redis, keys, lists }: ModelWorld, identity: string): Promise<void> {
  const lanes = await redis.lrange(keys.pendingLanes(identity), '0', '-1');
  lanes.push(...(await redis.zrange(keys.parked(identity), '0', '-1')));
  const expected: string[] = [];
  for (const lane of LANES) {
    const inTurn: string[] = [];
    const tenants = await redis.zrange(keys.pendingTenants(identity, lane), '0', '-1');
    await expectTogether({ redis }, keys.pendingTenants(identity, lane));
    if (tenants.length > 0) expected.push(lane);
    for (const tenant of tenants) {
      const ofTenant = await redis.zrange(keys.pendingLists(identity, lane, tenant), '0', '-1');
      await expectTogether({ redis }, keys.pendingLists(identity, lane, tenant));
      expect(ofTenant.length).toBeGreaterThan(0);
      inTurn.push(...ofTenant);
    }
    await Promise.all(
      lists.map(async ({ id }) => {
        const isHeld = await redis.sismember(keys.held(id), `${identity}~${lane}`);
        const hasPending = await redis.exists(keys.pending(identity, lane, id));
        expect(inTurn.filter((each) => each === id).length + isHeld).toBe(hasPending);
      }),
    );
  }
  expect(lanes.sort()).toEqual(expected.sort());
}

/**
 * Nobody who waits is further ahead of another than by what was under way when that one came, and one pass: who comes
 * neither waits for others to be served what they had before, nor is served before them for long.
 */
async function expectTogether({ redis }: Pick<ModelWorld, 'redis'>, turn: string): Promise<void> {
  const scores = (await redis.zrange(turn, '0', '-1', 'WITHSCORES')).filter((_, index) => index % 2 === 1).map(Number);
  const spread = Math.max(...scores) - Math.min(...scores);
  if (scores.length > 1) expect(spread).toBeLessThanOrEqual((MOST_SLOTS + 1) * LARGEST_BATCH);
}

/** What is counted is what the settled passes say, each once. */
async function expectCountedOnce(world: ModelWorld, list: ModelList): Promise<void> {
  const { redis, keys } = world;
  const settled = await redis.hgetall(keys.passes(list.id));
  let done = 0;
  let waiting = 0;
  for (const [batch, last] of Object.entries(settled)) {
    const { batch: id } = parsePass(`${batch}~1~1~x~x`);
    for (let number = 1; number <= Number(last); number++) {
      const header = await world.headerOf(list.id, { batch: id }, number);
      if (header === null) throw new Error('A pass was counted that nobody published');
      done += header.tally.done;
      if (number === Number(last)) waiting += header.remainder?.waiting.greylisted ?? 0;
    }
  }
  const [counted, waits] = await redis.hmget(keys.list(list.id), 'done', 'w:greylisted');
  expect({ done: Number(counted), waiting: Number(waits) }).toEqual({ done, waiting });
}

/** The next pass of every batch that is not done is in exactly one place: pending, waiting or dispatched. */
async function expectNothingLost(world: ModelWorld, list: ModelList): Promise<void> {
  const { redis, keys } = world;
  const settled = await redis.hgetall(keys.passes(list.id));
  const places = await placesOf(world, list);
  for (const { id } of batchesOf(list)) {
    const spelled = spellPass({ batch: id, number: 1, open: 1, identity: 'x', lane: 'x' }).split('~')[0] ?? '';
    const last = Number(settled[spelled] ?? 0);
    const header = await world.headerOf(list.id, { batch: id }, last);
    if (header !== null && header.remainder === null) continue;
    const here = places.filter((place) => place.startsWith(`${spelled}~${last + 1}~`));
    expect({ batch: spelled, places: here.length }).toEqual({ batch: spelled, places: 1 });
  }
}

async function placesOf({ redis, keys }: ModelWorld, list: ModelList): Promise<readonly string[]> {
  const places = await Promise.all([
    redis.zrange(keys.waiting(list.id), '0', '-1'),
    ...IDENTITIES.map(async (identity) => {
      const dispatched = await redis.zrange(keys.dispatched(identity), '0', '-1');
      const own = dispatched.filter((member) => member.startsWith(`${list.id}~`));
      return own.map((member) => member.slice(list.id.length + 1));
    }),
    ...IDENTITIES.flatMap((identity) =>
      LANES.map((lane) => redis.lrange(keys.pending(identity, lane, list.id), '0', '-1')),
    ),
  ]);
  return places.flat();
}
