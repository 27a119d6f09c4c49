import { describe, expect, it } from 'vitest';
import { expectExact } from './exactness.fixture.ts';
import { Crash, crashingAt, run, STAGES, type Stage, startAt, withSteps } from './stepByStep.fixture.ts';

/** Lists that are worked on side by side, each crashed at another step. */
const AT_ONCE = 8;

describe('a process that dies between two steps', () => {
  it.each(STAGES)('of %s costs nothing but what was on its way', { timeout: 240_000 }, async (stage) => {
    let crashed = 0;
    for (let first = 0, isOver = false; !isOver; first += AT_ONCE) {
      const runs = Array.from({ length: AT_ONCE }, (_, index) => crashAndComplete(stage, first + index));
      const outcomes = await Promise.all(runs);
      crashed += outcomes.filter((outcome) => outcome === 'crashed').length;
      isOver = outcomes.includes('came to its end');
    }
    expect(crashed).toBeGreaterThan(2);
  });
});

async function crashAndComplete(stage: Stage, step: number): Promise<'crashed' | 'came to its end'> {
  const world = await startAt(stage);
  const outcome = await run(stage, world, withSteps(world.context, crashingAt(step))).then(
    () => 'came to its end' as const,
    (error: unknown) => {
      if (!(error instanceof Crash)) throw error;
      return 'crashed' as const;
    },
  );
  await world.completeByWorker();
  await expectExact(world, { crashes: outcome === 'crashed' ? 1 : 0 });
  return outcome;
}
