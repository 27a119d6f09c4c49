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
  /** A canceled list is sealed a little later than it says so. */
  readonly isSealed: boolean;
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
  const [isDone, setDone] = useState(false);
  const isSealed = list?.state === 'completed' || isDone;
  const isFollowed = list !== null && !isSealed && (isRunning(list) || list.state === 'canceled');
  useEffect(() => {
    if (!isFollowed) return;
    const onEnd = (thrown: Error) => setError(toApiError(thrown));
    return followList(id, { onList: setList, onLink: setLink, onDone: () => setDone(true), onEnd });
  }, [id, isFollowed]);
  return { list, link, error, isSealed, show: setList, reload };
}
