import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionsFor, transactionSize } from './sessionPlan.ts';
import { POLICY } from './world.fixture.ts';

const work = fc.record({ recipients: fc.nat(200), asksCatchAll: fc.boolean() });

describe('the number of sessions at once', () => {
  it.each([
    [{ recipients: 1, asksCatchAll: true }, 8, 1],
    [{ recipients: 9, asksCatchAll: true }, 8, 1],
    [{ recipients: 10, asksCatchAll: true }, 8, 2],
    [{ recipients: 100, asksCatchAll: false }, 8, 8],
    [{ recipients: 100, asksCatchAll: false }, 1, 1],
    [{ recipients: 0, asksCatchAll: false }, 8, 1],
  ])('for %j and at most %i is %i', (asked, most, expected) => {
    expect(sessionsFor(asked, POLICY, most)).toBe(expected);
  });

  it('is never above the policy’s connections', () => {
    expect(sessionsFor({ recipients: 1_000, asksCatchAll: true }, { ...POLICY, connections: 2 }, 50)).toBe(2);
  });
});

describe('the size of a transaction', () => {
  it('is within the transaction, the connection and the work', () => {
    fc.assert(
      fc.property(work, fc.integer({ min: -2, max: 12 }), (asked, left) => {
        const size = transactionSize(asked, POLICY, left);
        expect(size).toBeGreaterThanOrEqual(0);
        expect(size).toBeLessThanOrEqual(POLICY.rcptsPerTransaction);
        expect(size).toBeLessThanOrEqual(Math.max(0, left));
        expect(size).toBeLessThanOrEqual(asked.recipients + Number(asked.asksCatchAll));
      }),
    );
  });

  it('is something while there is both work and room', () => {
    fc.assert(
      fc.property(work, fc.integer({ min: 1, max: 12 }), (asked, left) => {
        fc.pre(asked.recipients > 0);
        expect(transactionSize(asked, POLICY, left)).toBeGreaterThan(0);
      }),
    );
  });
});
