import { ask, send } from './request.ts';
import { type List, listSchema, listsPageSchema, type Row, rowsPageSchema } from './schemas.ts';

export type ListChange = 'pause' | 'resume' | 'cancel';

/** How a file is to be read. */
export interface Format {
  readonly emailColumn: number;
  readonly hasHeader: boolean;
  readonly delimiter: string;
}

export const pathOf = (id: string) => `/v1/lists/${encodeURIComponent(id)}`;

/** A list; while it is `ready`, previewed as `format` says. */
export function readList(id: string, format: Partial<Format> = {}, signal?: AbortSignal): Promise<List> {
  const query = queryOf({ ...format });
  return ask(listSchema, `${pathOf(id)}${query}`, signal === undefined ? {} : { signal });
}

export function readLists(cursor: string | null, limit = 20) {
  return ask(listsPageSchema, `/v1/lists${queryOf({ limit, cursor })}`);
}

export function startList(id: string, format: Format): Promise<List> {
  const headers = { 'Content-Type': 'application/json' };
  return ask(listSchema, `${pathOf(id)}/start`, { method: 'POST', headers, body: JSON.stringify(format) });
}

export function changeList(id: string, change: ListChange): Promise<List> {
  return ask(listSchema, `${pathOf(id)}/${change}`, { method: 'POST' });
}

export async function deleteList(id: string): Promise<void> {
  await send(pathOf(id), { method: 'DELETE' });
}

export type RowQuery = Readonly<Record<'status' | 'event' | 'flag' | 'q', string>>;

export interface RowsPage {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

interface RowsRequest {
  readonly query: RowQuery;
  readonly cursor: string | null;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** A full page of rows, or the last. A single answer may be short where much was looked through in vain: then the next is asked. */
export async function readRows(id: string, { query, cursor, limit, signal }: RowsRequest): Promise<RowsPage> {
  const rows: Row[] = [];
  let next = cursor;
  do {
    const asked = queryOf({ ...query, limit: limit - rows.length, cursor: next });
    const page = await ask(rowsPageSchema, `${pathOf(id)}/results${asked}`, { signal });
    rows.push(...page.rows);
    next = page.nextCursor;
  } while (next !== null && rows.length < limit);
  return { rows, nextCursor: next };
}

/** What is null or empty is left out. */
export function queryOf(fields: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}
