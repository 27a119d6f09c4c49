import { hasObject, readProgress, readSealed, storeKeys } from '@mailsift/lists';
import { expect, it } from 'vitest';
import { probePass } from '../probe/probePass.ts';
import { expectExact } from './exactness.fixture.ts';
import { startAt, withSteps } from './stepByStep.fixture.ts';

it('lets the pass of a worker that wakes up late count for nothing, with its verdicts or without', {
  timeout: 120_000,
}, async () => {
  const world = await startAt('probe');
  const [pass] = world.dispatched;
  if (pass === undefined) throw new Error('No pass was dispatched');
  // It is stopped when it has asked everybody and is about to publish, and sleeps until another has done all of the list.
  let onAsked: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  let wake: () => void = () => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const published = storeKeys.result(world.manifest.id, pass.pass.batch, pass.pass.number);
  const { context } = world;
  const sleeper = {
    ...withSteps(context, { taken: 0, before: async () => {} }),
    store: {
      ...context.store,
      async putIfAbsent(...args: Parameters<typeof context.store.putIfAbsent>) {
        if (args[0] === published) {
          onAsked();
          await woken;
        }
        return context.store.putIfAbsent(...args);
      },
    },
  };
  const late = probePass(sleeper, pass);
  await asked;
  await world.runWorkerUntil(() => hasObject(context.store, published));
  const before = await readProgress(context.redis, context.keys, world.manifest.id);
  wake();
  await late;
  const after = await readProgress(context.redis, context.keys, world.manifest.id);
  expect(after?.done).toBe(before?.done);
  expect(after?.statuses).toEqual(before?.statuses);
  await world.completeByWorker();
  expect((await readSealed(world.store, world.manifest.id))?.hold).toBe('none');
  await expectExact(world, { crashes: 1 });
});
