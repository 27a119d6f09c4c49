import type { Lane } from '../api/laneSchemas.ts';
import type { List } from '../api/schemas.ts';
import { ProviderBars } from '../results/ProviderBars.tsx';

interface LaneTableProps {
  readonly list: List;
  readonly lanes: readonly Lane[];
}

/** Who answers for the addresses: the largest decide how long the list takes. */
export function LaneTable({ list }: LaneTableProps) {
  if (list.providers.length === 0) return null;
  return (
    <section class="card" aria-labelledby="providers-title">
      <h2 id="providers-title">Who is asked</h2>
      <ProviderBars providers={list.providers} />
    </section>
  );
}
