import { Link } from '../app/navigation.tsx';
import { listPath } from '../app/route.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { formatClock, formatPlural } from '../words/format.ts';
import { isRunning } from '../words/stateWords.ts';
import { useLists } from './useLists.ts';

const MOST_SHOWN = 4;

/** The lists one came back for. Nothing where there are none: also while the server cannot be asked, which the upload would tell. */
export function RecentLists() {
  const { lists } = useLists(MOST_SHOWN);
  if (lists === null || lists.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="recent-title">
      <div class="recent-head">
        <h2 id="recent-title">Recent lists</h2>
        <Link href="/lists">All lists</Link>
      </div>
      <ul>
        {lists.slice(0, MOST_SHOWN).map((list) => (
          <li key={list.id}>
            <Link href={listPath(list.id)} class="recent-list">
              <span class="recent-name">{list.name}</span>
              <span class="muted small numbers recent-facts">
                {list.rows === null ? formatClock(list.createdAt) : formatPlural(list.rows.total, 'row')}
                {isRunning(list) && ` · ${Math.floor(list.percent)} %`}
              </span>
              <StateChip state={list.state} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
