import { useState } from 'preact/hooks';
import type { List } from '../api/schemas.ts';
import { Downloads } from './Downloads.tsx';
import { RowsCard } from './RowsCard.tsx';
import { NO_FILTER, type RowFilter } from './rowFilter.ts';
import { SideFacts } from './SideFacts.tsx';
import { Summary } from './Summary.tsx';

/** What became of a list: the whole, the files to take away, the rows one by one. */
export function ResultView({ list }: { readonly list: List }) {
  const [filter, setFilter] = useState<RowFilter>(NO_FILTER);
  return (
    <>
      <Summary list={list} onPick={(status, event) => setFilter({ ...NO_FILTER, status, event })} />
      <Downloads list={list} />
      <SideFacts list={list} />
      <RowsCard list={list} filter={filter} onFilter={setFilter} />
    </>
  );
}
