import { describe, expect, test } from 'vitest';
import { sliceOf } from './partitionHash.ts';

describe('sliceOf', () => {
  test('never changes: the partitions of running lists are named by it', () => {
    const slices = ['gmail.com', 'example.org', '', 'bücher.example'].map((text) => sliceOf(text, 'domain', 1000));
    expect(slices).toEqual([627, 979, 923, 213]);
  });

  test('spreads names that differ in one character', () => {
    const counts = new Array<number>(16).fill(0);
    for (let number = 0; number < 16_000; number++) {
      const slice = sliceOf(`company${number}.com`, 'domain', 16);
      counts[slice] = (counts[slice] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1_150);
  });

  test('asks an independent question of what it put together before', () => {
    const together = Array.from({ length: 16_000 }, (_, number) => `user${number}@example.com`).filter(
      (address) => sliceOf(address, 'domain', 16) === 3,
    );
    const again = new Set(together.map((address) => sliceOf(address, 'address', 16)));
    expect(again.size).toBe(16);
  });
});
