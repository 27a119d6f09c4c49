import { dispatchPasses } from '@mailsift/queues';
import type { WorkerContext } from './workerContext.ts';

/** Dispatches for every identity of this worker. `cold` where Redis has to be recovered first. */
export async function dispatchAll(
  context: Pick<WorkerContext, 'settings' | 'passes' | 'catalogue' | 'dispatchLimits'>,
): Promise<'cold' | 'done'> {
  for (const { id } of context.settings.identities) {
    if ((await dispatchPasses(context, id, context.dispatchLimits)) === 'cold') return 'cold';
  }
  return 'done';
}
