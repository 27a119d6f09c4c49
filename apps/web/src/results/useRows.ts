import { useEffect, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';
import { type RowQuery, type RowsPage, readRows } from '../api/lists.ts';

export const PAGE_ROWS = 50;

export interface Rows {
  /** The page as last read; null before the first. It stays while the next is on its way, so that nothing jumps. */
  readonly page: RowsPage | null;
  readonly isLoading: boolean;
  readonly error: ApiError | null;
  /** From 0. */
  readonly number: number;
  readonly hasNext: boolean;
  next(): void;
  previous(): void;
  retry(): void;
}

const FIRST: readonly (string | null)[] = [null];

/** The rows of a list, a page at a time: what is held does not grow with the list. A new query begins anew. */
export function useRows(id: string, query: RowQuery): Rows {
  // Where the pages up to this one begin. The way back is remembered, since cursors lead forward only.
  const [cursors, setCursors] = useState(FIRST);
  const [page, setPage] = useState<RowsPage | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  const { status, event, flag, q } = query;
  useEffect(() => setCursors(FIRST), [id, status, event, flag, q]);
  const cursor = cursors.at(-1) ?? null;
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    setLoading(true);
    setError(null);
    const settle = (show: () => void) => {
      if (signal.aborted) return;
      setLoading(false);
      show();
    };
    readRows(id, { query: { status, event, flag, q }, cursor, limit: PAGE_ROWS, signal }).then(
      (read) => settle(() => setPage(read)),
      (thrown) => settle(() => setError(toApiError(thrown))),
    );
    return () => abort.abort();
  }, [id, status, event, flag, q, cursor, tries]);
  const nextCursor = page?.nextCursor ?? null;
  return {
    page,
    isLoading,
    error,
    number: cursors.length - 1,
    hasNext: nextCursor !== null,
    next: () => nextCursor !== null && !isLoading && setCursors([...cursors, nextCursor]),
    previous: () => !isLoading && cursors.length > 1 && setCursors(cursors.slice(0, -1)),
    retry: () => setTries(tries + 1),
  };
}
