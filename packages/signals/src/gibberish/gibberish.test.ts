import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingWords } from '../../training/trainingWords.ts';
import { trainTrigrams } from '../../training/trainTrigrams.ts';
import { TRIGRAM_COSTS } from '../data/trigramCosts.ts';
import { readEvaluation } from '../readEvaluation.ts';
import { isGibberish } from './gibberish.ts';
import { decodeCosts, meanCost } from './trigramModel.ts';

const costs = decodeCosts(TRIGRAM_COSTS);

describe('gibberish', () => {
  it.each([
    'xkcdqwrtz',
    'asdfgh',
    'qweasdzxc',
    'zzzz',
    '93jf8s2kd0',
    'k3j4h5k2j3',
    'xkcdqwrtz+news',
    'XKCDQWRTZ',
    'x.xkcdqwrtz',
  ])('%s is', (local) => {
    expect(isGibberish(costs, local)).toBe(true);
  });

  it.each([
    '',
    '+',
    'jo',
    'wjcarr',
    'mueller',
    'brzeczyszczykiewicz',
    'nguyen.thi',
    'andrew',
    'trew',
    'were',
    'b2b',
    '12345678',
    '4915112345678901',
    'иван',
    '王伟',
    'josé',
  ])('%j is not', (local) => {
    expect(isGibberish(costs, local)).toBe(false);
  });

  it('reads no more than a local part can hold', () => {
    expect(isGibberish(costs, `${'1'.repeat(64)}xkcdqwrtz`)).toBe(false);
  });

  it('is answered for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof isGibberish(costs, text)).toBe('boolean');
      }),
    );
  });
});

describe('the model', () => {
  it('is what the training makes of the lists in the repository', () => {
    expect(Buffer.from(trainTrigrams(trainingWords())).equals(Buffer.from(costs))).toBe(true);
  });

  it('gives the letters after any two before them chances that add up to one', () => {
    const rows = Array.from({ length: 27 * 27 }, (_, row) => costs.subarray(row * 27, row * 27 + 27));
    const sums = rows.map((row) => row.reduce((sum, cost) => sum + Math.exp(-cost / 20), 0));
    expect(Math.min(...sums)).toBeGreaterThan(0.9);
    expect(Math.max(...sums)).toBeLessThan(1.1);
  });

  it('finds names cheaper than the same letters shuffled', () => {
    expect(meanCost(costs, 'anderson', 0, 8)).toBeLessThan(meanCost(costs, 'nsrdnoea', 0, 8));
  });

  it('has learned nothing that it is measured with', () => {
    const learned = new Set(trainingWords().map(([word]) => word));
    const measured = readEvaluation('gibberish').flatMap(({ local }) => (local ?? '').match(/[a-z]{6,}/g) ?? []);
    expect(measured.filter((word) => learned.has(word))).toEqual([]);
  });
});
