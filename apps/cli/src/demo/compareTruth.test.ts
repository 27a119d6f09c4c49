import type { SampleEntry, Truth } from '@mailsift/sandbox';
import { describe, expect, it } from 'vitest';
import { compareTruth } from './compareTruth.ts';

const entry = (id: string, email: string, kind: SampleEntry['kind'] = 'address'): SampleEntry => ({
  kind,
  cells: [id, 'A, B', email, '', ''],
});
const ENTRIES = [entry('1', 'a@x.test'), entry('2', 'b@x.test'), entry('3', 'n/a', 'bad_syntax')];
const TRUTH: Readonly<Record<string, Truth>> = {
  'a@x.test': { status: 'passed', event: 'mailbox_exists' },
  'b@x.test': { status: 'unknown', event: 'inconclusive', cause: 'blocked' },
};
const sandbox = { truth: (address: string) => TRUTH[address] ?? null };

const HEADER = 'id,name,email,company,note,mailsift_status,mailsift_event,mailsift_cause';
const RIGHT = [
  '1,"A, B",a@x.test,,,passed,mailbox_exists,',
  '2,"A, B",b@x.test,,,unknown,inconclusive,blocked',
  '3,"A, B",n/a,,,failed,invalid_syntax,syntax',
];
const differences = (rows: readonly string[]) =>
  compareTruth(Buffer.from(`${[HEADER, ...rows].join('\n')}\n`), ENTRIES, sandbox);

describe('the verdicts of the demo', () => {
  it('are held against the truth; a cause only where the truth names one', async () => {
    expect(await differences(RIGHT)).toEqual([]);
  });

  it.each([
    ['another status', (rows: string[]) => rows.with(0, '1,"A, B",a@x.test,,,failed,mailbox_exists,'), [1]],
    ['another cause', (rows: string[]) => rows.with(1, '2,"A, B",b@x.test,,,unknown,inconclusive,timeout'), [2]],
    ['a changed value', (rows: string[]) => rows.with(0, '1,"A B",a@x.test,,,passed,mailbox_exists,'), [1]],
    ['rows in another order', (rows: string[]) => rows.toReversed(), [1, 3]],
    ['a row too few', (rows: string[]) => rows.slice(0, 2), [3]],
    ['a row too many', (rows: string[]) => [...rows, '4,,,,,passed,mailbox_exists,'], [4]],
  ])('are wrong with %s', async (_what, change, expected) => {
    const found = await differences(change([...RIGHT]));
    expect(found.map(({ row }) => row)).toEqual(expected);
  });
});
