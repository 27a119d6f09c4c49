import type { List } from '../api/schemas.ts';
import { Link } from '../app/navigation.tsx';
import { listPath } from '../app/route.ts';
import { ShareBar } from '../parts/ShareBar.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { formatClock, formatCount, formatPlural } from '../words/format.ts';
import { STATE_WORDS } from '../words/stateWords.ts';
import { STATUS_WORDS } from '../words/verdictWords.ts';
import { ListActions } from './ListActions.tsx';

interface ListCardProps {
  readonly list: List;
  readonly onChanged: (list: List) => void;
  readonly onDeleted: () => void;
}

const COUNTED = ['passed', 'failed', 'unknown'] as const;

export function ListCard({ list, onChanged, onDeleted }: ListCardProps) {
  const { id, name, state, createdAt, counts, percent, rows } = list;
  return (
    <article class="card list-card">
      <div class="list-card-head">
        <h2>
          <Link href={listPath(id)}>{name}</Link>
        </h2>
        <StateChip state={state} />
      </div>
      <p class="muted small numbers">
        {formatClock(createdAt)}
        {rows !== null && ` · ${formatPlural(rows.total, 'row')}`}
      </p>
      <ShareBar counts={counts} percent={state === 'ready' ? 0 : percent} label={STATE_WORDS[state]} />
      <div class="list-card-foot">
        <dl class="list-counts">
          {COUNTED.map((status) => (
            <div key={status} class={status}>
              <dt>{STATUS_WORDS[status]}</dt>
              <dd class="numbers">{formatCount(counts[status])}</dd>
            </div>
          ))}
        </dl>
        <ListActions list={list} onChanged={onChanged} onDeleted={onDeleted} />
      </div>
    </article>
  );
}
