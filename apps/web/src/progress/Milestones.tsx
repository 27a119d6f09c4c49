import type { List } from '../api/schemas.ts';
import { STATE_WORDS } from '../words/stateWords.ts';

/** What a screen reader is told of the progress: a state when it changes, and every tenth of the way. */
export function Milestones({ list }: { readonly list: List }) {
  const tenth = Math.floor(list.percent / 10) * 10;
  return (
    <p class="visually-hidden" role="status">
      {STATE_WORDS[list.state]}
      {list.state === 'verifying' && tenth > 0 ? `: ${tenth} percent done` : ''}
    </p>
  );
}
