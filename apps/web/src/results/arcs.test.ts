import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcsOf } from './arcs.ts';

const count = fc.integer({ min: 0, max: 10_000_000 });

describe('the arcs of the donut', () => {
  it('fill the circle, gaps included, and never overlap', () => {
    fc.assert(
      fc.property(count, count, count, count, (passed, failed, unknown, pending) => {
        const arcs = arcsOf({ passed, failed, unknown, pending });
        for (const [index, { start, length }] of arcs.entries()) {
          const next = arcs[index + 1]?.start ?? 100 + (arcs.length === 1 ? 1 : 0);
          expect(start + length + 1).toBeCloseTo(next, 6);
          expect(length).toBeGreaterThan(0.5);
        }
      }),
    );
  });

  it('are one whole circle where there is one status, and none where there is none', () => {
    expect(arcsOf({ passed: 3, failed: 0, unknown: 0, pending: 0 })).toEqual([
      { status: 'passed', start: 0, length: 100 },
    ]);
    expect(arcsOf({ passed: 0, failed: 0, unknown: 0, pending: 0 })).toEqual([]);
  });
});
