import { expect, test } from 'vitest';
import { spreadsheetCell } from './spreadsheetCell.ts';

test.each([
  '=1+1',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '-1;=2',
  ' =1',
  '\ufeff=1',
  '+1+cmd',
  '-A1',
])('an apostrophe stands before %j', (cell) => {
  expect(spreadsheetCell(cell)).toBe(`'${cell}`);
});

test.each(['', 'a=b', '-5', '+4930123', '+49 (30) 12-3', '1e5', '-1e-5', '-1.234,56', 'a@example.com', "'=1"])(
  '%j stays as it is',
  (cell) => {
    expect(spreadsheetCell(cell)).toBe(cell);
  },
);
