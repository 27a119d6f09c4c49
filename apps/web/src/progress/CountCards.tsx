import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { STATUS_ICONS } from '../parts/StatusChip.tsx';
import { formatCount, formatShare } from '../words/format.ts';
import { STATUS_WORDS } from '../words/verdictWords.ts';

const ORDER = ['passed', 'failed', 'unknown', 'pending'] as const;

/** The counts of rows as they grow. */
export function CountCards({ list }: { readonly list: List }) {
  const total = ORDER.reduce((sum, status) => sum + list.counts[status], 0);
  return (
    <dl class="count-cards">
      {ORDER.map((status) => (
        <div key={status} class={`count-card ${status}`}>
          <dt>
            <Icon name={STATUS_ICONS[status]} />
            {STATUS_WORDS[status]}
          </dt>
          <dd class="numbers">
            {formatCount(list.counts[status])}
            <span class="muted small">{formatShare(list.counts[status], total)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
