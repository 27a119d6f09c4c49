import { createTestDir } from '@mailsift/testing';
import { expect, it } from 'vitest';
import { createFolderStore } from '../store/folderStore.ts';
import { ageOf, holdOf, readControls, writeControl } from './controls.ts';

const LIST = 'list00000001';

it('derives the hold from the controls in their order, and an end stays an end', async () => {
  const store = createFolderStore(await createTestDir());
  expect(await writeControl(store, LIST, 'resume')).toBe('none');
  expect(await writeControl(store, LIST, 'pause')).toBe('paused');
  expect(await writeControl(store, LIST, 'pause')).toBe('paused');
  expect(await writeControl(store, LIST, 'resume')).toBe('none');
  expect(await writeControl(store, LIST, 'cancel')).toBe('canceled');
  expect(await writeControl(store, LIST, 'resume')).toBe('canceled');
  const controls = await readControls(store, LIST);
  expect(controls.map(({ control }) => control)).toEqual(['pause', 'resume', 'cancel']);
  expect(holdOf(controls)).toBe('canceled');
});

it('gives writers at the same time one order that all see', async () => {
  const store = createFolderStore(await createTestDir());
  const writes = Array.from({ length: 10 }, (_, turn) =>
    writeControl(store, LIST, turn % 2 === 0 ? 'pause' : 'resume'),
  );
  await Promise.all([...writes, writeControl(store, LIST, 'cancel')]);
  expect(holdOf(await readControls(store, LIST))).toBe('canceled');
});

it('leaves pauses out of the age of a list', () => {
  const controls = [
    { control: 'pause', at: 1_000 },
    { control: 'resume', at: 4_000 },
    { control: 'pause', at: 8_000 },
  ] as const;
  expect(ageOf(0, controls, 10_000)).toBe(5_000);
  expect(ageOf(0, [], 10_000)).toBe(10_000);
});
