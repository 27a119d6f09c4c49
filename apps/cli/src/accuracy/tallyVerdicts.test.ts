import { expect, it } from 'vitest';
import type { SandboxCase } from './sandboxCases.ts';
import { tallyVerdicts } from './tallyVerdicts.ts';

const PASSED = { status: 'passed', event: 'mailbox_exists' } as const;
const BLOCKED = { status: 'unknown', event: 'inconclusive', cause: 'blocked' } as const;

function caseOf(address: string, truth: SandboxCase['truth']): SandboxCase {
  return { behaviour: address, address, truth, guarded: false };
}

it('counts what is right, by what is true and what was said', () => {
  const cases = [caseOf('a', PASSED), caseOf('b', PASSED), caseOf('c', BLOCKED), caseOf('d', BLOCKED)];
  const tally = tallyVerdicts(
    cases,
    new Map([
      ['a', { ...PASSED, cause: null }],
      ['b', { status: 'unknown', event: 'inconclusive', cause: 'timeout' }],
      ['c', { status: 'failed', event: 'mailbox_does_not_exist', cause: null }],
    ]),
  );
  expect(tally).toMatchObject({ total: 4, behaviours: 4, right: 1 });
  expect(Object.fromEntries(tally.table)).toEqual({
    passed: { passed: 1, unknown: 1 },
    unknown: { failed: 1, none: 1 },
  });
  expect(tally.mistakes.map(({ of }) => of.address)).toEqual(['b', 'c', 'd']);
  expect(tally.invented.map(({ of }) => of.address)).toEqual(['c']);
});

it('minds the cause where the truth names one, and only there', () => {
  const found = new Map([['a', { status: 'unknown', event: 'inconclusive', cause: 'timeout' }]]);
  expect(tallyVerdicts([caseOf('a', BLOCKED)], found).right).toBe(0);
  expect(tallyVerdicts([caseOf('a', { status: 'unknown', event: 'inconclusive' })], found).right).toBe(1);
});
