import { useCallback, useEffect, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';
import { readLists } from '../api/lists.ts';
import type { List } from '../api/schemas.ts';
import { useEvery } from '../parts/useEvery.ts';
import { isRunning } from '../words/stateWords.ts';

const LOOK_EVERY_MS = 2_000;

export interface Lists {
  /** Newest first; null until they were read. */
  readonly lists: readonly List[] | null;
  readonly error: ApiError | null;
  readonly hasMore: boolean;
  more(): Promise<void>;
  reload(): Promise<void>;
  replace(list: List): void;
  remove(id: string): void;
}

/** The lists, kept up to date while one of them moves. */
export function useLists(limit: number): Lists {
  const [lists, setLists] = useState<readonly List[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const reload = useCallback(async () => {
    try {
      const page = await readLists(null, limit);
      // What was read further down stays, as it was.
      setLists((before) => [...page.lists, ...(before ?? []).slice(limit).filter(isNotIn(page.lists))]);
      setCursor((before) => before ?? page.nextCursor);
      setError(null);
    } catch (thrown) {
      setError(toApiError(thrown));
    }
  }, [limit]);
  useEffect(() => void reload(), [reload]);
  useEvery(lists?.some(isRunning) ? LOOK_EVERY_MS : null, reload);
  return {
    lists,
    error,
    hasMore: cursor !== null,
    reload,
    more: async () => {
      const page = await readLists(cursor);
      setLists((before) => [...(before ?? []), ...page.lists.filter(isNotIn(before ?? []))]);
      setCursor(page.nextCursor);
    },
    replace: (list) => setLists((before) => (before ?? []).map((other) => (other.id === list.id ? list : other))),
    remove: (id) => setLists((before) => (before ?? []).filter((list) => list.id !== id)),
  };
}

function isNotIn(lists: readonly List[]): (list: List) => boolean {
  return ({ id }) => !lists.some((other) => other.id === id);
}
