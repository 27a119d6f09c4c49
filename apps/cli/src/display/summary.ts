import type { ListView } from '../client/listView.ts';
import { formatTable } from './table.ts';

/** Events of a mailbox that was not found unfit; every other event is failed. */
const STATUS_OF_EVENT: Readonly<Record<string, string>> = {
  mailbox_exists: 'passed',
  is_catchall: 'unknown',
  is_greylisting: 'unknown',
  inconclusive: 'unknown',
};
const ORDER: readonly string[] = ['passed', 'failed', 'unknown'];

/** What became of the rows of a list: a line for each status and event. */
export function formatSummary({ rows, counts, events }: Pick<ListView, 'rows' | 'counts' | 'events'>): string {
  const total = rows?.total ?? 0;
  const lines = Object.entries(events)
    .filter(([, count]) => count > 0)
    .map(([event, count]) => ({ status: STATUS_OF_EVENT[event] ?? 'failed', event, count }))
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.count - a.count)
    .map(({ status, event, count }) => [status, event, String(count), share(count, total)]);
  const pending = counts.pending === 0 ? [] : [['pending', '', String(counts.pending), share(counts.pending, total)]];
  const table = formatTable(
    [['status', 'event', 'rows', 'share'], ...lines, ...pending, ['', 'all', String(total), share(total, total)]],
    ['left', 'left', 'right', 'right'],
  );
  const repeated = rows === null || rows.duplicate === 0 ? [] : [`${rows.duplicate} rows repeat an address.`];
  return [...table, ...repeated].map((line) => `  ${line}`).join('\n');
}

function share(count: number, total: number): string {
  return total === 0 ? '' : `${((100 * count) / total).toFixed(1)} %`;
}
