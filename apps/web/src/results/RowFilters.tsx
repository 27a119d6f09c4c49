import type { List, Status } from '../api/schemas.ts';
import { formatCount } from '../words/format.ts';
import { eventsOf, eventWords, FLAGS, isFlagName, STATUS_WORDS } from '../words/verdictWords.ts';
import type { RowFilter } from './rowFilter.ts';
import { SearchField } from './SearchField.tsx';

interface RowFiltersProps {
  readonly list: List;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}

const STATUSES: readonly Status[] = ['passed', 'failed', 'unknown', 'pending'];

export function RowFilters({ list, filter, onFilter }: RowFiltersProps) {
  const change = (part: Partial<RowFilter>) => onFilter({ ...filter, ...part });
  const statuses = STATUSES.filter((status) => status !== 'pending' || list.counts.pending > 0);
  const events = statuses
    .filter((status) => filter.status === '' || filter.status === status)
    .flatMap((status) => eventsOf(status, list.events));
  return (
    <search class="filters">
      <fieldset class="segments">
        <legend class="visually-hidden">Status</legend>
        {['' as const, ...statuses].map((status) => (
          <label key={status} class={filter.status === status ? 'segment on' : 'segment'}>
            <input
              type="radio"
              name="status"
              class="visually-hidden"
              checked={filter.status === status}
              onChange={() => change({ status, event: '' })}
            />
            {status === '' ? 'All' : STATUS_WORDS[status]}
            <span class="numbers small">
              {formatCount(status === '' ? (list.rows?.total ?? 0) : list.counts[status])}
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span class="visually-hidden">Reason</span>
        <select value={filter.event} onChange={(event) => change({ event: event.currentTarget.value })}>
          <option value="">Any reason</option>
          {events.map(([name, count]) => (
            <option key={name} value={name}>
              {eventWords(name)} ({formatCount(count)})
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="visually-hidden">Flag</span>
        <select value={filter.flag} onChange={(event) => change({ flag: event.currentTarget.value })}>
          <option value="">Any flag</option>
          {Object.keys(FLAGS)
            .filter(isFlagName)
            .map((flag) => (
              <option key={flag} value={flag}>
                {FLAGS[flag].words} ({formatCount(list.flags[flag] ?? 0)})
              </option>
            ))}
        </select>
      </label>
      <SearchField value={filter.q} onSearch={(q) => change({ q })} />
    </search>
  );
}
