import { parsed } from '../api/apiError.ts';
import { pathOf, readList } from '../api/lists.ts';
import { type List, listSchema } from '../api/schemas.ts';
import { isFinal } from '../words/stateWords.ts';

const POLL_MS = 2_000;

/** Where the list is read from now: `live` by server-sent events, `polling` by asking again and again, `lost` by neither. */
export type Link = 'live' | 'polling' | 'lost';

export interface Follower {
  onList(list: List): void;
  onLink(link: Link): void;
  /** Nothing more will become of the list, and its result can be had. */
  onDone(): void;
  /** The list cannot be read, and asking again would not help. */
  onEnd(error: Error): void;
}

/**
 * Follows a list until it has ended. Server-sent events first; where they are refused (too many listeners, a proxy that does not let
 * them through) or do not come, by asking every two seconds. Returns what stops it.
 */
export function followList(id: string, follower: Follower): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const source = new EventSource(`${pathOf(id)}/events`);
  signal.addEventListener('abort', () => source.close(), { once: true });
  const take = (event: MessageEvent<string>) => {
    const list = listSchema.safeParse(parsed(event.data));
    if (list.success) follower.onList(list.data);
    else poll();
  };
  let isPolling = false;
  const poll = () => {
    source.close();
    if (isPolling || signal.aborted) return;
    isPolling = true;
    follower.onLink('polling');
    void pollList(id, follower, signal);
  };
  source.addEventListener('open', () => follower.onLink('live'));
  source.addEventListener('progress', take);
  source.addEventListener('done', (event) => {
    take(event);
    stopped.abort();
    follower.onDone();
  });
  source.addEventListener('error', () => {
    // Closed: the answer was no event stream. Else the browser connects again by itself, and we ask meanwhile no more than it.
    if (source.readyState === EventSource.CLOSED) poll();
    else follower.onLink('lost');
  });
  return () => stopped.abort();
}

async function pollList(id: string, follower: Follower, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const list = await readList(id, {}, signal);
      follower.onLink('polling');
      follower.onList(list);
      if (isFinal(list)) return follower.onDone();
    } catch (error) {
      if (signal.aborted) return;
      if (isLasting(error)) return follower.onEnd(error);
      follower.onLink('lost');
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Not found, not allowed: it stays so. Everything else may pass. */
function isLasting(error: unknown): error is Error {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
