import type { Status } from '../api/schemas.ts';

export interface Arc {
  readonly status: Status;
  /** In percent of the circle, clockwise from the top. */
  readonly start: number;
  readonly length: number;
}

const ORDER = ['passed', 'unknown', 'failed', 'pending'] as const;
/** Kept free between arcs, so that they are told apart without their colours. */
const GAP = 1;
/** A status that is there at all can be seen. */
const SMALLEST = 0.6;

/** The arcs of a donut: in proportion, with a gap between any two. */
export function arcsOf(counts: Readonly<Record<Status, number>>): readonly Arc[] {
  const present = ORDER.filter((status) => counts[status] > 0);
  const total = present.reduce((sum, status) => sum + counts[status], 0);
  const [only] = present;
  if (only === undefined) return [];
  if (present.length === 1) return [{ status: only, start: 0, length: 100 }];
  const room = 100 - present.length * (GAP + SMALLEST);
  let start = 0;
  return present.map((status) => {
    const length = SMALLEST + (room * counts[status]) / total;
    const arc = { status, start, length };
    start += length + GAP;
    return arc;
  });
}
