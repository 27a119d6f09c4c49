import { pathOf, queryOf } from '../api/lists.ts';
import type { List } from '../api/schemas.ts';
import { formatPlural } from '../words/format.ts';
import { EVENTS, type EventName, type FlagName } from '../words/verdictWords.ts';

/** What a downloaded file holds. */
export interface DownloadChoice {
  /** Rows with one of these; empty is every row, pending ones included. */
  readonly events: readonly EventName[];
  /** Not rows with any of these. */
  readonly exclude: readonly FlagName[];
}

export const SAFE: DownloadChoice = { events: ['mailbox_exists'], exclude: ['disposable'] };
export const SAFE_AND_CATCH_ALL: DownloadChoice = {
  events: ['mailbox_exists', 'is_catchall'],
  exclude: ['disposable'],
};
export const EVERYTHING: DownloadChoice = { events: [], exclude: [] };

export interface FileKind {
  readonly format: 'csv' | 'ndjson';
  /** Whether cells that a spreadsheet would run as formulas are disarmed. */
  readonly isForSpreadsheets: boolean;
}

export function downloadPath(
  id: string,
  { events, exclude }: DownloadChoice,
  { format, isForSpreadsheets }: FileKind,
): string {
  const safe = isForSpreadsheets && format === 'csv' ? 'spreadsheet' : null;
  return `${pathOf(id)}/download${queryOf({ event: events.join(','), exclude: exclude.join(','), format, safe })}`;
}

export interface RowEstimate {
  readonly rows: number;
  /** Whether it may be fewer: the API counts flags over all rows, not for each event. */
  readonly isAtMost: boolean;
}

/** How many rows a choice holds, by the counts of the list. */
export function estimateRows(
  list: Pick<List, 'rows' | 'events' | 'flags'>,
  { events, exclude }: DownloadChoice,
): RowEstimate {
  const total = list.rows?.total ?? 0;
  const rows = events.length === 0 ? total : events.reduce((sum, event) => sum + (list.events[event] ?? 0), 0);
  const isAtMost = rows > 0 && exclude.some((flag) => (list.flags[flag] ?? 0) > 0);
  return { rows, isAtMost };
}

export function rowsInWords(list: Pick<List, 'rows' | 'events' | 'flags'>, choice: DownloadChoice): string {
  const { rows, isAtMost } = estimateRows(list, choice);
  return `${isAtMost ? 'up to ' : ''}${formatPlural(rows, 'row')}`;
}

/** The events of a list to choose from: those that it has. */
export function presentEvents({ events }: Pick<List, 'events'>): readonly EventName[] {
  const all: readonly EventName[] = Object.keys(EVENTS).filter((name): name is EventName =>
    Object.hasOwn(EVENTS, name),
  );
  return all.filter((name) => (events[name] ?? 0) > 0);
}
