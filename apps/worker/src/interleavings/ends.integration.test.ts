import { readSealed, storeKeys } from '@mailsift/lists';
import { describe, expect, it } from 'vitest';
import { expectExact } from './exactness.fixture.ts';
import { run, STAGES, type Stage, type Steps, startAt, withSteps } from './stepByStep.fixture.ts';
import type { ListWorld } from './world.fixture.ts';

const AT_ONCE = 4;
/** Each list costs threads and a worker of its own: deletions come before the even steps, cancelations before the odd ones. */
const STRIDE = 2;

describe('a list that is deleted between two steps', () => {
  it.each(STAGES)('of %s leaves nothing', { timeout: 240_000 }, async (stage) => {
    await betweenSteps(stage, {
      first: 0,
      intervene: (world) => world.control.remove(world.manifest.id),
      async check(world) {
        await world.runWorkerUntil(async () => (await leftOf(world)).length === 0);
        expect(await world.control.find(world.manifest.owner, world.manifest.id)).toBeNull();
      },
    });
  });
});

describe('a list that is canceled between two steps', () => {
  it.each(STAGES)('of %s can be downloaded with what is known', { timeout: 240_000 }, async (stage) => {
    await betweenSteps(stage, {
      first: 1,
      intervene: (world) => world.control.control(world.manifest.id, 'cancel'),
      async check(world) {
        await world.completeByWorker();
        const sealed = await readSealed(world.store, world.manifest.id);
        expect(['canceled', 'none']).toContain(sealed?.hold);
        // The answers of a pass that was on its way when the list was sealed are nobody's any more.
        await expectExact(world, { crashes: 1, pending: true });
      },
    });
  });
});

interface Intervention {
  /** The first step it comes before; then every second one. */
  readonly first: number;
  readonly intervene: (world: ListWorld) => Promise<void>;
  readonly check: (world: ListWorld) => Promise<void>;
}

/** Intervenes before a step of a stage's handler, every time with a list of its own, until the handler has no such step. */
async function betweenSteps(stage: Stage, { first, intervene, check }: Intervention): Promise<void> {
  let intervened = 0;
  for (let from = first, isOver = false; !isOver; from += AT_ONCE * STRIDE) {
    const runs = Array.from({ length: AT_ONCE }, async (_, index) => {
      const at = from + index * STRIDE;
      const world = await startAt(stage);
      const steps = interveningAt(at, () => intervene(world));
      // A handler may fail for it: then its job is tried again, and finds what has become of the list.
      await run(stage, world, withSteps(world.context, steps)).catch(() => {});
      if (steps.taken <= at) {
        isOver = true;
        return;
      }
      intervened++;
      await check(world);
    });
    await Promise.all(runs);
  }
  expect(intervened).toBeGreaterThan(2);
}

function interveningAt(at: number, intervene: () => Promise<void>): Steps {
  return {
    taken: 0,
    async before(step) {
      if (step === at) await intervene();
    },
  };
}

/** What is left of a list, the tombstone and the reminder to sweep once more excepted. */
async function leftOf({ store, context, manifest }: ListWorld): Promise<readonly string[]> {
  const left = (await context.redis.keys(`${context.keys.prefix}:*`)).filter((key) => key.includes(manifest.id));
  for await (const key of store.list(storeKeys.list(manifest.id))) left.push(key);
  for await (const key of store.list(storeKeys.manifests)) left.push(key);
  return left;
}
