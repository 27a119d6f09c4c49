import { type Logger, runInThread } from '@mailsift/runtime';
import {
  describeFaults,
  keepSuppression,
  type Suppression,
  type SuppressionData,
  suppressionDataSchema,
} from '@mailsift/suppression';

const thread = new URL('./suppressionThread.ts', import.meta.url);
const REFRESH_EVERY_MS = 10_000;

export interface OpenSuppression {
  readonly suppression: Pick<Suppression, 'find'>;
  readonly close: () => Promise<void>;
}

/**
 * What the operator's files keep from being checked, as they change.
 *
 * @throws Error where they cannot be read.
 */
export async function openSuppression(
  files: readonly string[],
  { log, stopping }: { readonly log: Logger; readonly stopping: AbortSignal },
): Promise<OpenSuppression> {
  const keeper = await keepSuppression({
    files,
    read: () => runInThread(thread, { files }, { parse: suppressionDataSchema.parse, signal: stopping }),
    onRead: (data) => tellRead(log, data),
    onError(err) {
      if (stopping.aborted) return;
      log.error({ err }, 'The suppression files have changed and cannot be read: what they held before still counts');
    },
  });
  const timer = setInterval(() => void keeper.refresh(), REFRESH_EVERY_MS).unref();
  return {
    suppression: { find: (address) => keeper.current.find(address) },
    async close() {
      clearInterval(timer);
      await keeper.refresh();
    },
  };
}

function tellRead(log: Logger, { entries, faults }: SuppressionData): void {
  if (entries > 0) log.info({ entries }, 'Suppression files are read');
  if (faults.count === 0) return;
  const about = { faults: faults.count, lines: describeFaults(faults) };
  log.warn(about, 'Lines of suppression files are no domain, address or digest, and are left out');
}
