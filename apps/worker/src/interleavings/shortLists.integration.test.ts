import { readSealed } from '@mailsift/lists';
import { waitUntil } from '@mailsift/testing';
import { expect, it } from 'vitest';
import type { ListThreads } from '../thread/createListThreads.ts';
import type { ListTask } from '../thread/listTask.ts';
import { type ListWorld, listThreads, startListWorld, upload } from './world.fixture.ts';

/** More than a mebibyte of cells that nobody has to be asked about. */
const longRows = () => Array.from({ length: 6_000 }, (_, index) => `${index} is no address${'.'.repeat(200)}`);

it('are split, resolved and finished beside a long one, by a worker that has nothing else', {
  timeout: 120_000,
}, async () => {
  const world = await startListWorld({}, longRows);
  const long = world.manifest.id;
  const splitting = holdBack(long, 'split');
  const finishing = holdBack(long, 'finish');
  const run: ListThreads['run'] = async (task, options) => {
    await splitting.pass(task);
    await finishing.pass(task);
    return listThreads.run(task, options);
  };
  await world.startWorker({}, { run, close: async () => {} });
  await splitting.begun;
  await completeShort(world, 'a');
  splitting.release();
  await finishing.begun;
  await completeShort(world, 'b');
  expect(await readSealed(world.store, long)).toBeNull();
  finishing.release();
  await waitUntil(async () => (await readSealed(world.store, long)) !== null);
});

async function completeShort({ store, control, context }: ListWorld, name: string): Promise<void> {
  const tag = `${context.keys.prefix}${name}`;
  const { manifest } = await upload(store, tag, [`user-${tag}@exists.test`]);
  await control.accept(manifest);
  await waitUntil(async () => (await readSealed(store, manifest.id)) !== null, { timeoutMs: 30_000 });
}

/** A stage of a list that takes until it is told to go on. */
function holdBack(listId: string, kind: ListTask['kind']) {
  let onBegun = () => {};
  let release = () => {};
  const begun = new Promise<void>((resolve) => {
    onBegun = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    begun,
    release: () => release(),
    async pass(task: ListTask): Promise<void> {
      if (task.listId !== listId || task.kind !== kind) return;
      onBegun();
      await released;
    },
  };
}
