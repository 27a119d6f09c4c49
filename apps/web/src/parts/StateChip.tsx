import type { ListState } from '../api/schemas.ts';
import { isFinal, STATE_WORDS } from '../words/stateWords.ts';

/** How a list is doing; a dot breathes while it moves. */
export function StateChip({ state }: { readonly state: ListState }) {
  const isMoving = !isFinal({ state }) && state !== 'ready' && state !== 'paused';
  return (
    <span class={`chip state ${state}`}>
      <span class={isMoving ? 'dot moving' : 'dot'} />
      {STATE_WORDS[state]}
    </span>
  );
}
