import { useRef } from 'preact/hooks';
import type { List } from '../api/schemas.ts';
import { Icon } from '../parts/Icon.tsx';
import { Problem } from '../parts/Problem.tsx';
import { RowFilters } from './RowFilters.tsx';
import { RowsTable } from './RowsTable.tsx';
import { isFiltered, NO_FILTER, type RowFilter } from './rowFilter.ts';
import { useRows } from './useRows.ts';

interface RowsCardProps {
  readonly list: List;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}

export function RowsCard({ list, filter, onFilter }: RowsCardProps) {
  const rows = useRows(list.id, filter);
  const head = useRef<HTMLHeadingElement>(null);
  const turn = (go: () => void) => {
    go();
    head.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <section class="card rows-card" aria-labelledby="rows-title">
      <h2 id="rows-title" ref={head}>
        Rows
      </h2>
      <RowFilters list={list} filter={filter} onFilter={onFilter} />
      {rows.error !== null && <Problem error={rows.error} retry={rows.retry} />}
      {rows.page !== null && (
        <div class={rows.isLoading ? 'rows-body loading-rows' : 'rows-body'} aria-busy={rows.isLoading}>
          {rows.page.rows.length === 0 ? (
            <Nothing filter={filter} onFilter={onFilter} />
          ) : (
            <RowsTable rows={rows.page.rows} />
          )}
        </div>
      )}
      <div class="pager">
        <button type="button" class="button" disabled={rows.number === 0} onClick={() => turn(rows.previous)}>
          <Icon name="chevron" class="back" /> Previous
        </button>
        <span class="muted small numbers" role="status">
          Page {rows.number + 1}
        </span>
        <button type="button" class="button" disabled={!rows.hasNext} onClick={() => turn(rows.next)}>
          Next <Icon name="chevron" />
        </button>
      </div>
    </section>
  );
}

function Nothing({ filter, onFilter }: Pick<RowsCardProps, 'filter' | 'onFilter'>) {
  return (
    <div class="nothing">
      <p>{isFiltered(filter) ? 'No row is like that.' : 'The list has no rows.'}</p>
      {isFiltered(filter) && (
        <button type="button" class="button" onClick={() => onFilter(NO_FILTER)}>
          Show all rows
        </button>
      )}
    </div>
  );
}
