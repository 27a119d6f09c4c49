import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { cleanList, isDeleted, leaveInInbox } from '@mailsift/lists';
import { runInThread } from '@mailsift/runtime';
import { z } from 'zod';
import type { WorkerContext } from './workerContext.ts';

const finishThread = new URL('./finishThread.ts', import.meta.url);

export const finishMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sealed') }),
  /** Deleted, or not split: nothing to do. */
  z.object({ kind: z.literal('nothing') }),
  /** On the way: something is done without. */
  z.object({ kind: z.literal('warning'), message: z.string() }),
]);
export type FinishMessage = z.infer<typeof finishMessage>;

/** Joins results to rows and seals the list, in a thread; then forgets what was only needed on the way. */
export async function finish(context: WorkerContext, listId: string): Promise<void> {
  const { settings, store, passes, stopping, log, warnOnce } = context;
  // Beside the store: it may need as much room as the list.
  const scratch = join(settings.dataFolder, 'scratch', `${listId}-${randomUUID()}`);
  const data = { storageUrl: settings.storageUrl, listId, scratch };
  const last = await runInThread(finishThread, data, {
    parse: finishMessage.parse,
    signal: stopping,
    onMessage: (message) => {
      if (message.kind === 'warning') warnOnce(message.message);
    },
  });
  if (last.kind !== 'sealed') return;
  await cleanList(store, listId);
  await passes.forget(listId);
  // A pass that was on its way when the list was canceled may still leave a file: the upkeep looks once more.
  if (await isDeleted(store, listId)) await leaveInInbox(store, listId);
  log.info({ listId }, 'A list is finished');
}
