import type { List, Status } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { STATUS_ICONS } from '../parts/StatusChip.tsx';
import { formatCount, formatShare } from '../words/format.ts';
import { eventsOf, eventWords, STATUS_MEANINGS, STATUS_WORDS } from '../words/verdictWords.ts';
import { Donut } from './Donut.tsx';

interface SummaryProps {
  readonly list: List;
  /** Shows the rows of a status, or of one event of it ('' for all). */
  readonly onPick: (status: Status, event: string) => void;
}

const ORDER = ['passed', 'failed', 'unknown', 'pending'] as const;

export function Summary({ list, onPick }: SummaryProps) {
  const total = list.rows?.total ?? 0;
  const shown = ORDER.filter((status) => status !== 'pending' || list.counts.pending > 0);
  return (
    <section class="card summary" aria-labelledby="summary-title">
      <h2 id="summary-title" class="visually-hidden">
        Result
      </h2>
      <Donut counts={list.counts} />
      <div class="summary-statuses">
        {shown.map((status) => (
          <div key={status} class={`summary-status ${status}`}>
            <button
              type="button"
              class="summary-head"
              onClick={() => onPick(status, '')}
              title={`Show the rows: ${STATUS_WORDS[status]}`}
            >
              <Icon name={STATUS_ICONS[status]} />
              <span class="summary-name">{STATUS_WORDS[status]}</span>
              <strong class="numbers">{formatCount(list.counts[status])}</strong>
              <span class="muted small numbers">{formatShare(list.counts[status], total)}</span>
            </button>
            <p class="muted small">{STATUS_MEANINGS[status]}</p>
            <ul>
              {eventsOf(status, list.events).map(([event, count]) => (
                <li key={event}>
                  <button type="button" onClick={() => onPick(status, event)}>
                    <span>{eventWords(event)}</span>
                    <span class="numbers">{formatCount(count)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
