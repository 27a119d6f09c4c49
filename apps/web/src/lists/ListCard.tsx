import type { List } from '../api/schemas.ts';
import { Link } from '../app/navigation.tsx';
import { listPath } from '../app/route.ts';
import { ShareBar } from '../parts/ShareBar.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { etaWords } from '../progress/etaWords.ts';
import { formatClock, formatCount, formatPlural } from '../words/format.ts';
import { isRunning, STATE_WORDS } from '../words/stateWords.ts';
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
        {isRunning(list) && ` · ${Math.floor(percent)} % · ${etaWords(list)}`}
      </p>
      {state !== 'ready' && state !== 'failed' && (
        <ShareBar counts={counts} percent={percent} label={STATE_WORDS[state]} />
      )}
      <div class="list-card-foot">
        <ListCounts list={list} />
        <ListActions list={list} onChanged={onChanged} onDeleted={onDeleted} />
      </div>
    </article>
  );
}

function ListCounts({ list: { id, state, counts, error } }: Pick<ListCardProps, 'list'>) {
  if (state === 'failed') return <p class="muted small">{error?.message ?? 'It could not be read.'}</p>;
  if (state === 'ready') {
    return (
      <Link href={listPath(id)} class="button primary">
        Look at it and start
      </Link>
    );
  }
  return (
    <dl class="list-counts">
      {COUNTED.map((status) => (
        <div key={status} class={status}>
          <dt>{STATUS_WORDS[status]}</dt>
          <dd class="numbers">{formatCount(counts[status])}</dd>
        </div>
      ))}
    </dl>
  );
}
