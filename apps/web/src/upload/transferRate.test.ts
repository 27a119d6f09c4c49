import { describe, expect, it } from 'vitest';
import { TransferRate } from './transferRate.ts';

describe('the rate of a transfer', () => {
  it('is not guessed from the first moments', () => {
    const rate = new TransferRate();
    expect(rate.add(0, 0)).toBeNull();
    expect(rate.add(300, 1_000_000)).toBeNull();
  });

  it('follows the line as it is now, not as it was a minute ago', () => {
    const rate = new TransferRate();
    for (let second = 0; second <= 60; second++) rate.add(second * 1_000, second * 1_000);
    const before = 60_000;
    let last: number | null = null;
    for (let second = 1; second <= 10; second++) last = rate.add(60_000 + second * 1_000, before + second * 50_000);
    expect(last).toBe(50_000);
  });
});
