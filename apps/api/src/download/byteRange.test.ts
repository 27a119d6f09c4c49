import { expect, it } from 'vitest';
import { byteRange } from './byteRange.ts';

it.each([
  ['bytes=0-0', { start: 0, length: 1 }],
  ['bytes=2-5', { start: 2, length: 4 }],
  ['bytes=7-', { start: 7, length: 3 }],
  ['bytes=7-999', { start: 7, length: 3 }],
  ['bytes=-4', { start: 6, length: 4 }],
  ['bytes=-999', { start: 0, length: 10 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['lines=1-2', null],
  ['bytes=1x-2', null],
  [undefined, null],
])('%j of ten bytes is %j', (header, wanted) => {
  expect(byteRange(header, 10)).toEqual(wanted);
});
