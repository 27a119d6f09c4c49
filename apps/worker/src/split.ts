import { failList } from '@mailsift/lists';
import { reconcileList } from '@mailsift/queues';
import { runInThread } from '@mailsift/runtime';
import { z } from 'zod';
import type { WorkerContext } from './workerContext.ts';

const splitThread = new URL('./splitThread.ts', import.meta.url);

export const splitMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  /** The file is at fault further down than the upload looked. */
  z.object({ kind: z.literal('unreadable'), code: z.string(), message: z.string(), line: z.int().optional() }),
  /** Deleted, or not started: nothing to do. */
  z.object({ kind: z.literal('nothing') }),
]);
export type SplitMessage = z.infer<typeof splitMessage>;

/** Splits a list in a thread: reading a large file must not starve the timers of the conversations. */
export async function split(context: WorkerContext, listId: string): Promise<void> {
  const { settings, store, stopping, log } = context;
  // Domains such as `x.test` exist in closed networks only.
  const allowSpecialUse = settings.allowPrivateNetworks;
  const data = { storageUrl: settings.storageUrl, listId, allowSpecialUse };
  const message = await runInThread(splitThread, data, { parse: splitMessage.parse, signal: stopping });
  if (message.kind === 'unreadable') {
    const { kind: _, ...problem } = message;
    await failList(store, listId, { at: Date.now(), ...problem });
    log.warn({ listId, code: problem.code, line: problem.line }, 'A list cannot be read to its end');
  }
  await reconcileList(context, listId, settings.maxListAgeMs);
}
