import { createTestDir } from '@mailsift/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameWriter } from './frameFile.ts';
import { FrameMerge } from './frameMerge.ts';

function merged(paths: readonly string[]): [number, string][] {
  const merge = new FrameMerge(paths);
  const found: [number, string][] = [];
  try {
    while (merge.row !== Number.POSITIVE_INFINITY) {
      const { row } = merge;
      merge.take((blob) => found.push([row, blob.toString()]));
    }
  } finally {
    merge.close();
  }
  return found;
}

describe('FrameMerge', () => {
  test('gives the frames of all files in the order of their rows', async () => {
    const folder = await createTestDir();
    let file = 0;
    const places = fc.array(fc.nat({ max: 8 }), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 0, max: 3_000 }), async (partitions, length) => {
        const paths = Array.from({ length: 9 }, () => `${folder}/${file++}`);
        const writers = paths.map((path) => new FrameWriter(path));
        const frames = partitions.map((_, row): [number, string] => [row * 2, `${row}${'x'.repeat(length)}`]);
        for (const [at, [row, text]] of frames.entries()) writers[partitions[at] ?? 0]?.add(row, Buffer.from(text));
        for (const writer of writers) writer.close(true);
        expect(merged(paths)).toEqual(frames);
      }),
      { numRuns: 30 },
    );
  });

  test('takes frames larger than its buffers', async () => {
    const path = `${await createTestDir()}/large`;
    const writer = new FrameWriter(path);
    const texts = ['a', 'b'.repeat(1_000_000), 'c', '', 'd'.repeat(300_000)];
    for (const [row, text] of texts.entries()) writer.add(row, Buffer.from(text));
    writer.close(true);
    expect(merged([path]).map(([, text]) => text)).toEqual(texts);
  });
});
