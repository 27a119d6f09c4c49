import type { Status } from '../api/schemas.ts';
import { formatShare } from '../words/format.ts';
import { arcsOf } from './arcs.ts';

interface DonutProps {
  readonly counts: Readonly<Record<Status, number>>;
}

/** Radius whose circumference is 100: a length of the stroke is a percentage. */
const RADIUS = 100 / (2 * Math.PI);

/** Passed, failed and unknown as parts of a whole; the figures stand beside it as text. */
export function Donut({ counts }: DonutProps) {
  const total = counts.passed + counts.failed + counts.unknown + counts.pending;
  return (
    <div class="donut">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle cx="20" cy="20" r={RADIUS} class="donut-track" />
        {arcsOf(counts).map(({ status, start, length }) => (
          <circle
            key={status}
            cx="20"
            cy="20"
            r={RADIUS}
            class={`donut-arc ${status}`}
            stroke-dasharray={`${length} ${100 - length}`}
            stroke-dashoffset={25 - start}
          />
        ))}
      </svg>
      <div class="donut-middle numbers">
        <strong>{formatShare(counts.passed, total)}</strong>
        <span class="muted small">passed</span>
      </div>
    </div>
  );
}
