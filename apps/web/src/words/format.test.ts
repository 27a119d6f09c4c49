import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatDuration, formatPlural, formatRate, formatShare } from './format.ts';

describe('words for numbers', () => {
  it.each([
    [0, 10, '0 %'],
    [1, 3, '33.3 %'],
    [1, 100_000, '< 0.1 %'],
    [99_999, 100_000, '> 99.9 %'],
    [5, 5, '100 %'],
    [0, 0, '0 %'],
  ])('tell %i of %i as %s', (part, total, words) => {
    expect(formatShare(part, total)).toBe(words);
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [12_345_678, '12.3 MB'],
    [999_960, '1 MB'],
    [3e15, '3,000 TB'],
  ])('tell %i bytes as %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });

  it.each([
    [0, 'a few seconds'],
    [42.4, '42 s'],
    [89, '1 min'],
    [3_570, '1 h'],
    [5_400, '1 h 30 min'],
    [200_000, '2 days'],
  ])('tell %d seconds as %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });

  it.each([
    [123.4, '123/s'],
    [2.25, '2.3/s'],
    [0.5, '30/min'],
  ])('tell %d a second as %s', (rate, words) => {
    expect(formatRate(rate)).toBe(words);
  });

  it('tell the day of a time that is not today', () => {
    const now = new Date('2026-11-26T10:00:00');
    expect(formatClock('2026-11-26T14:05:00', now)).not.toContain('26');
    expect(formatClock('2026-11-27T14:05:00', now)).toContain('27');
  });

  it('tell one from many', () => {
    expect(formatPlural(1, 'row')).toBe('1 row');
    expect(formatPlural(2_000, 'address', 'addresses')).toBe('2,000 addresses');
  });
});
