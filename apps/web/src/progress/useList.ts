import { useCallback, useEffect, useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/apiError.ts';
import { readList } from '../api/lists.ts';
import type { List } from '../api/schemas.ts';
import { isRunning } from '../words/stateWords.ts';
import { followList, type Link } from './followList.ts';

export interface FollowedList {
  /** Null until it was read. */
  readonly list: List | null;
  readonly link: Link;
  readonly error: ApiError | null;
  /** Takes over what an action answered with, and follows the list on if there is anything to follow. */
  show(list: List): void;
  reload(): void;
}

export function useList(id: string): FollowedList {
  const [list, setList] = useState<List | null>(null);
  const [link, setLink] = useState<Link>('live');
  const [error, setError] = useState<ApiError | null>(null);
  const reload = useCallback(() => {
    setError(null);
    readList(id).then(setList, (thrown) => setError(toApiError(thrown)));
  }, [id]);
  useEffect(reload, [reload]);
  // A canceled list is sealed a little later: its events tell when.
  const isFollowed = list !== null && (isRunning(list) || (list.state === 'canceled' && list.counts.pending > 0));
  useEffect(() => {
    if (!isFollowed) return;
    return followList(id, { onList: setList, onLink: setLink, onEnd: (thrown) => setError(toApiError(thrown)) });
  }, [id, isFollowed]);
  return { list, link, error, show: setList, reload };
}
