import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingLetters, editDistance, letterMask } from './editDistance.ts';

const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 7 });

/** The definition, written down as it reads: slow and plain. */
function plainDistance(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const same = left[0] === right[0];
  const choices = [
    plainDistance(left.slice(1), right) + 1,
    plainDistance(left, right.slice(1)) + 1,
    plainDistance(left.slice(1), right.slice(1)) + (same ? 0 : 1),
  ];
  const swapped = left.length > 1 && left[0] === right[1] && left[1] === right[0];
  if (swapped) choices.push(plainDistance(left.slice(2), right.slice(2)) + 1);
  return Math.min(...choices);
}

describe('editDistance', () => {
  it.each([
    ['gmail', 'gmial', 1],
    ['gmail', 'gmal', 1],
    ['gmail', 'gmaill', 1],
    ['gmail', 'gnail', 1],
    ['hotmail', 'hotmial', 1],
    ['hotmail', 'htomial', 2],
    ['gmail', 'yahoo', 3],
  ])('%s and %s: %i', (left, right, distance) => {
    expect(editDistance(left, right, 2)).toBe(distance);
  });

  it('agrees with its definition up to the limit', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, limit) => {
        expect(editDistance(left, right, limit)).toBe(Math.min(plainDistance(left, right), limit + 1));
      }),
    );
  });

  it('takes texts that are too long for far apart', () => {
    expect(editDistance('a'.repeat(81), 'a'.repeat(80), 2)).toBe(3);
  });
});

describe('letterMask', () => {
  it('differs in at most two letters for each edit', () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const apart = differingLetters(letterMask(left), letterMask(right));
        expect(apart).toBeLessThanOrEqual(2 * plainDistance(left, right));
      }),
    );
  });
});
