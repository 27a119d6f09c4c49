import { FLAGS } from '@mailsift/signals';
import { EVENTS } from '@mailsift/verdict';
import { expect, test } from 'vitest';
import { eventOfCode, flagMask, outcomeCode, ROW_STATUSES, statusOfCode } from './outcomeCode.ts';

test('a byte tells status and event apart, each pair its own', () => {
  const codes = new Set<number>();
  for (const status of ROW_STATUSES) {
    for (const event of [null, ...EVENTS]) {
      const code = outcomeCode(status, event);
      expect([statusOfCode(code), eventOfCode(code)]).toEqual([status, event]);
      codes.add(code);
    }
  }
  expect(codes.size).toBe(ROW_STATUSES.length * (EVENTS.length + 1));
  expect(Math.max(...codes)).toBeLessThan(256);
});

test('every flag has a bit of its own', () => {
  expect(flagMask(FLAGS)).toBe(2 ** FLAGS.length - 1);
  expect(new Set(FLAGS.map((flag) => flagMask([flag]))).size).toBe(FLAGS.length);
});
