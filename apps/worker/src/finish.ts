import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { cleanList, isDeleted, leaveInInbox } from '@mailsift/lists';
import { finishMessage } from './thread/listTask.ts';
import type { WorkerContext } from './workerContext.ts';

/** Joins results to rows and seals the list, in a thread; then forgets what was only needed on the way. */
export async function finish(context: WorkerContext, listId: string): Promise<void> {
  const { settings, store, passes, stopping, log, warnOnce, listThreads } = context;
  // Beside the store: it may need as much room as the list.
  const scratch = join(settings.dataFolder, 'scratch', `${listId}-${randomUUID()}`);
  const task = { kind: 'finish' as const, storageUrl: settings.storageUrl, listId, scratch };
  const last = await listThreads.run(task, {
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
