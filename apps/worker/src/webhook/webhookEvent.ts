import { isDeleted, type ListState, readFailure, readManifest, readSealed, viewList } from '@mailsift/lists';
import type { WorkerContext } from '../workerContext.ts';

export interface WebhookEvent {
  readonly url: string;
  /** The same however often it is sent. */
  readonly id: string;
  readonly body: string;
}

const TYPES: Readonly<Partial<Record<ListState, string>>> = {
  completed: 'list.completed',
  canceled: 'list.canceled',
  failed: 'list.failed',
};

/** `none`: there is nothing to send, now or later. */
export type FoundEvent = WebhookEvent | 'none' | 'not_yet';

/** What is to be sent for a list that has ended: the same bytes each time. */
export async function webhookEvent({ store }: Pick<WorkerContext, 'store'>, listId: string): Promise<FoundEvent> {
  const manifest = await readManifest(store, listId);
  if (manifest === null || manifest.webhookUrl === null || (await isDeleted(store, listId))) return 'none';
  const [sealed, failure] = await Promise.all([readSealed(store, listId), readFailure(store, listId)]);
  const endedAt = sealed?.finishedAt ?? failure?.at;
  if (endedAt === undefined) return 'not_yet';
  const data = await viewList({ store, manifest, progress: null, sealed });
  const type = TYPES[data.state];
  if (type === undefined) return 'not_yet';
  const id = `evt_${listId}`;
  const body = JSON.stringify({ id, type, createdAt: new Date(endedAt).toISOString(), data });
  return { url: manifest.webhookUrl, id, body };
}
