import { isFirstLookUpSlow } from '@mailsift/enrichment';
import { type Logger, runInThread } from '@mailsift/runtime';
import { z } from 'zod';

const thread = new URL('./packThread.ts', import.meta.url);

/**
 * Has the networks of mail servers packed in a thread where that is due, so that the one that answers requests does not
 * stand still for it. Whoever looks one up meanwhile packs for itself.
 */
export async function packAhead(signal: AbortSignal, log: Pick<Logger, 'debug'>): Promise<void> {
  if (!isFirstLookUpSlow()) return;
  try {
    await runInThread(thread, null, { parse: z.literal('packed').parse, signal });
  } catch (err) {
    log.debug({ err }, 'The networks of mail servers were not packed ahead');
  }
}
