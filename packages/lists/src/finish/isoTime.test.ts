import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from './isoTime.ts';

test('a time is written as Date writes it', () => {
  const near = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_003_000 });
  const any = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
  fc.assert(
    fc.property(fc.oneof(near, any), (at) => {
      expect(isoTime(at)).toBe(new Date(at).toISOString());
    }),
    { numRuns: 2_000 },
  );
});
