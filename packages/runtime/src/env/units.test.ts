import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, parseRate, parseSize } from './units.ts';

describe('units', () => {
  it.each([
    ['500ms', 500],
    ['1.5s', 1_500],
    ['6m', 360_000],
    ['2H', 7_200_000],
    ['30d', 2_592_000_000],
    ['0', 0],
  ])('reads the duration %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', '-1s', '1e3s', '6 minutes', 's', '1s2', '99999999999d', '0x1s', '1..5s', '1sh'])(
    'refuses the duration "%s"',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it.each([
    ['1kb', 1_024],
    ['2gb', 2_147_483_648],
    ['0.5 MB', 524_288],
  ])('reads the size %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    ['20/s', 20],
    ['600/m', 10],
    ['1800/h', 0.5],
  ])('reads the rate %s', (text, perSecond) => {
    expect(parseRate(text)).toBe(perSecond);
  });

  it.each(['20', '0/s', '/s', '20/d', '20/', '-1/s', 'constructor/s'])('refuses the rate "%s"', (text) => {
    expect(parseRate(text)).toBeNull();
  });

  it('answers null or a safe whole number for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{1,12}(ms|s|m|h|d|toString)$/)), (text) => {
        const ms = parseDuration(text);
        expect(ms === null || (Number.isSafeInteger(ms) && ms >= 0)).toBe(true);
      }),
    );
  });
});
