import { DELIMITERS } from '@mailsift/intake';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRow } from './csvRow.ts';

const piece = fc.constantFrom(
  'a',
  'é',
  '😀',
  ',',
  ';',
  '\t',
  '|',
  '"',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\0',
  '\ufeff',
  '=1+1',
);
const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

describe('csvRow', () => {
  test('writes what csv-stringify writes, with CR and byte order marks quoted as well', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...DELIMITERS),
        (cells, delimiter) => {
          const quoted_match = /[\r\ufeff]/;
          expect(`${csvRow(cells, delimiter)}\n`).toBe(stringify([cells], { delimiter, quoted_match }));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    [['a', '', 'b c'], 'a,,b c'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
    [[''], ''],
  ])('writes %j as %j', (cells, row) => {
    expect(csvRow(cells, ',')).toBe(row);
  });
});
