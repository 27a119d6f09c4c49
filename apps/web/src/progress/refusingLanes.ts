import type { Lane } from '../api/laneSchemas.ts';
import type { List } from '../api/schemas.ts';

/** The lanes of a list that refuse us now, each once. Small servers, which a list counts together, are not named. */
export function refusingLanes(lanes: readonly Lane[], { providers }: Pick<List, 'providers'>): readonly Lane[] {
  const seen = new Set<string>();
  return lanes.filter(({ lane, state, signal }) => {
    const isOfList = providers.some(({ provider }) => provider === lane);
    const isRefusing = signal === 'blocked' && (state === 'resting' || state === 'probing');
    if (!isOfList || !isRefusing || seen.has(lane)) return false;
    seen.add(lane);
    return true;
  });
}
