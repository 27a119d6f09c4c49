import type { Status } from '../api/schemas.ts';

interface ShareBarProps {
  readonly counts: Readonly<Partial<Record<Status, number>>>;
  /** How much of the bar the counts fill together, 0 to 100. */
  readonly percent: number;
  readonly label: string;
}

const ORDER = ['passed', 'unknown', 'failed'] as const;

/** How far a list is, and of what the part that is done is made. */
export function ShareBar({ counts, percent, label }: ShareBarProps) {
  const decided = ORDER.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return (
    <div
      class="share-bar"
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.floor(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      {ORDER.map((status) => {
        const width = decided === 0 ? 0 : (percent * (counts[status] ?? 0)) / decided;
        return <span key={status} class={status} style={{ width: `${width}%` }} />;
      })}
    </div>
  );
}
