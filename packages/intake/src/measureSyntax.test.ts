import { expect, test } from 'vitest';
import { measureSyntax, readSyntaxCases } from './measureSyntax.ts';

test('the labelled cells are many, of both kinds, and taken for what they are', () => {
  const { cases, valid, right, wrong } = measureSyntax();
  expect(valid).toBeGreaterThan(40);
  expect(cases - valid).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
  expect(right).toBe(cases);
});

test('a cell that is taken wrongly is told with what came out', () => {
  const score = measureSyntax([
    { cell: 'a@b.co', valid: false, source: '' },
    { cell: 'a@@b.co', valid: true, source: '' },
    { cell: 'a@b.co', valid: true, source: '' },
  ]);
  expect(score).toEqual({ cases: 3, valid: 2, right: 1, wrong: ['"a@b.co": a@b.co', '"a@@b.co": several_at'] });
});

test('every labelled cell is there once', () => {
  const cells = readSyntaxCases().map(({ cell }) => cell);
  expect(new Set(cells).size).toBe(cells.length);
});
