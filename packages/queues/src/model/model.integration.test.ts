import { startTestRedis } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { expectSound } from './invariants.fixture.ts';
import { IDENTITIES, tellUpTo } from './modelLists.fixture.ts';
import { takeStep } from './modelSteps.fixture.ts';
import { readTurns } from './modelTurns.fixture.ts';
import { ModelWorld } from './modelWorld.fixture.ts';

const STEPS = 250;
const SEEDS = [1, 2, 3, 4];
const MOST_ROUNDS = 400;

const server = await startTestRedis();
let compared = 0;

it.each(SEEDS)(
  'passes are counted once, never lost and given out fairly, and slots never leak: seed %i',
  async (seed) => {
    const world = await ModelWorld.start(server, seed);
    const steps: string[] = [];
    try {
      for (let step = 0; step < STEPS; step++) {
        steps.push(await takeStep(world));
        await expectSound(world);
      }
      await complete(world);
      compared += world.fair.compared;
    } catch (error) {
      // What it takes to see it again: the seed decides every step.
      throw new Error(`Seed ${seed}, step ${steps.length}; the last were: ${steps.slice(-12).join(', ')}`, {
        cause: error,
      });
    }
  },
);

it('somebody was given something while another waited', () => {
  expect(compared).toBeGreaterThan(SEEDS.length);
});

/** Everything that was broken off is made good, and every list comes to its end. */
async function complete(world: ModelWorld): Promise<void> {
  const { passes, redis, keys } = world;
  await world.recover();
  for (const list of world.openLists) {
    list.hold = 'none';
    await passes.hold(list.id, 'none', list.tenant);
    list.told = list.cuts.length;
    await tellUpTo(passes, list, list.told);
  }
  world.fair.observe(await readTurns(world));
  for (let round = 0; !(await isComplete(world)); round++) {
    if (round === MOST_ROUNDS) throw new Error('A list does not come to its end');
    for (const _ of IDENTITIES) await world.letTimePass();
    await world.dispatch();
    while (world.queue.length > 0) await world.begin();
    for (const client of [...world.clients]) {
      if (client.published === null) await world.publish(client);
      await world.settle(client);
    }
    world.clients.length = 0;
    await expectSound(world);
  }
  for (const list of world.lists) await passes.forget(list.id);
  for (const identity of IDENTITIES) await world.passes.dispatch(identity, NOTHING);
  const left = await redis.keys(`${keys.prefix}:*`);
  const expected = ['generation', 'identities', 'workers', 'served', 'state', 'dispatched:counter'];
  expect(left.filter((key) => !expected.some((name) => key.startsWith(`${keys.prefix}:${name}`)))).toEqual([]);
}

const NOTHING = { tailLane: 'tail', tailConnections: 1, defaultSlots: 1, slots: {}, most: 0 };

async function isComplete({ openLists, passes }: ModelWorld): Promise<boolean> {
  for (const { id } of openLists) {
    const progressed = await passes.publishSplit(id, { partitions: 2, records: 0, empty: 0 });
    if (progressed !== 'complete') return false;
  }
  return true;
}
