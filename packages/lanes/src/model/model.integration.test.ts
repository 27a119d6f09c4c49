import { startTestRedis } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { NO_LESSON } from '../admission/lease.ts';
import { expectGuaranteed } from './guarantees.fixture.ts';
import { LEASE_MS, pickRequest } from './modelLimits.fixture.ts';
import { ModelWorld } from './modelWorld.fixture.ts';

/**
 * `MODEL_SEED=17` replays one run, `MODEL_RUNS=200` tries so many seeds, `MODEL_STEPS=2000` makes each of them longer:
 *
 *     MODEL_RUNS=200 npx vitest run --project integration packages/lanes/src/model
 */
const { MODEL_SEED, MODEL_RUNS = '4', MODEL_STEPS = '250' } = process.env;
const STEPS = Number(MODEL_STEPS);
const SEEDS =
  MODEL_SEED === undefined ? Array.from({ length: Number(MODEL_RUNS) }, (_, index) => index + 1) : [Number(MODEL_SEED)];
/** A breaker that was opened for the longest time, and leases that a clock set back keeps longer. */
const LONGEST_WAIT_MS = 5 * 3_600_000;

const server = await startTestRedis();

it.each(SEEDS)('G1 to G10 hold whatever happens: seed %i', { timeout: 10_000 + 100 * STEPS }, async (seed) => {
  const world = await ModelWorld.start(server, seed);
  const steps: string[] = [];
  try {
    for (let step = 0; step < STEPS; step++) {
      steps.push(await world.step());
      await expectGuaranteed(world);
    }
    await drain(world);
  } catch (error) {
    const replay = `MODEL_SEED=${seed} MODEL_STEPS=${STEPS}`;
    throw new Error(`${replay}: step ${steps.length}; the last were: ${steps.slice(-12).join(', ')}`, { cause: error });
  }
});

/** G2, G3: what died gives back what it held within a lease's time, nothing is left, and everybody is let in again. */
async function drain(world: ModelWorld): Promise<void> {
  for (const each of world.processes) if (each.state === 'paused') each.resume();
  await world.passTime(LEASE_MS);
  await world.recover();
  for (const each of world.processes) {
    for (const socket of [...each.open, ...each.lost]) await each.settle(socket, 'ok', NO_LESSON);
  }
  for (let turn = 0; turn < 20; turn++) {
    const fresh = world.startProcess();
    const request = pickRequest(world.random);
    for (let waited = 0; ; ) {
      const admitted = await fresh.admit(request);
      if (admitted.granted) break;
      waited += admitted.retryAt;
      expect(waited).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      await world.skipTime(admitted.retryAt + 1);
    }
    for (const socket of fresh.open) await fresh.settle(socket, 'ok', { ...NO_LESSON, isReached: true });
  }
  await world.skipTime(2 * LEASE_MS);
  const names = await world.redis.keys(world.keys.leases('*'));
  expect(names).toEqual([]);
}
