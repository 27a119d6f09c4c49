import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { etaErrors, rateUsed, worstWindow } from './measures.ts';

describe('the worst window', () => {
  it('is the burst where arrivals keep to a bucket, and more where they do not', () => {
    const kept = [0, 0, 0, 0, 0, 250, 250, 250, 250, 250];
    expect(worstWindow(kept, 20)).toBeCloseTo(5);
    expect(worstWindow([...kept, 260], 20)).toBeCloseTo(5.8);
    expect(worstWindow([], 20)).toBe(0);
  });

  it('is what comparing every window with every other finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (times, rate) => {
          const arrivals = times.sort((a, b) => a - b);
          let worst = 0;
          for (const [i, from] of arrivals.entries()) {
            for (const [j, to] of arrivals.entries()) {
              if (j >= i) worst = Math.max(worst, j - i + 1 - (rate * (to - from)) / 1_000);
            }
          }
          expect(worstWindow(arrivals, rate)).toBeCloseTo(worst, 6);
        },
      ),
    );
  });
});

it('the rate used is that of the time between the first arrival and the last', () => {
  expect(rateUsed([0, 50, 100, 150, 200], 20)).toBeCloseTo(1);
  expect(rateUsed([0, 100, 200], 20)).toBeCloseTo(0.5);
  expect(rateUsed([7], 20)).toBe(0);
});

it('an estimate is off by the part of the time to go that it was wrong by', () => {
  const samples = [
    { at: 0, etaMs: 50_000 },
    { at: 50_000, etaMs: 55_000 },
    { at: 90_000, etaMs: 10_000 },
  ];
  const errors = etaErrors(samples, 100_000, { from: 0.25, to: 0.95 });
  expect(errors.map((error) => Math.round(error * 1_000) / 1_000)).toEqual([0.1, 0]);
});
