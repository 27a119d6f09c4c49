import { failList } from '@mailsift/lists';
import { reconcileList } from '@mailsift/queues';
import { splitMessage } from './thread/listTask.ts';
import type { WorkerContext } from './workerContext.ts';

/** Splits a list in a thread: reading a large file must not starve the timers of the conversations. */
export async function split(context: WorkerContext, listId: string): Promise<void> {
  const { settings, store, stopping, log, listThreads } = context;
  // Domains such as `x.test` exist in closed networks only.
  const allowSpecialUse = settings.allowPrivateNetworks;
  const task = { kind: 'split' as const, storageUrl: settings.storageUrl, listId, allowSpecialUse };
  const message = await listThreads.run(task, { parse: splitMessage.parse, signal: stopping });
  if (message.kind === 'unreadable') {
    const { kind: _, ...problem } = message;
    await failList(store, listId, { at: Date.now(), ...problem });
    log.warn({ listId, code: problem.code, line: problem.line }, 'A list cannot be read to its end');
  }
  await reconcileList(context, listId, settings.maxListAgeMs);
}
