import { stat } from 'node:fs/promises';
import { createSuppression, NO_SUPPRESSION, type Suppression } from './createSuppression.ts';
import type { SuppressionData } from './readFiles.ts';

export interface KeeperOptions {
  readonly files: readonly string[];
  /** Reads them all; rejects where that cannot be done. */
  readonly read: (files: readonly string[]) => Promise<SuppressionData>;
  /** Told of every reading that counts from then on. */
  readonly onRead: (data: SuppressionData) => void;
  /** Told why changed files cannot be read: what was read before still counts. Once for each change. */
  readonly onError: (error: unknown) => void;
}

export interface SuppressionKeeper {
  readonly current: Suppression;
  /** Reads the files again if one of them has changed. Never rejects. */
  refresh(): Promise<void>;
}

/** A file that was written to this lately may still be written to, without its time telling. */
const SETTLED_AFTER_MS = 2_000;

/**
 * What the files say, as they change. All of them are read before it takes the place of what was known, so that a
 * change is seen whole or not at all.
 *
 * @throws Error where they cannot be read: whoever starts without them would ask what must not be asked.
 */
export async function keepSuppression({ files, read, onRead, onError }: KeeperOptions): Promise<SuppressionKeeper> {
  if (files.length === 0) return { current: NO_SUPPRESSION, refresh: async () => {} };
  let current = NO_SUPPRESSION;
  let seen: string | null = null;
  let refreshing: Promise<void> | null = null;

  const load = async (): Promise<void> => {
    const before = await describeFiles(files);
    if (before.mark === seen) return;
    const data = await read(files);
    // Changed while it was read: half of what was read may be old. The next round reads it as it is then.
    if (current !== NO_SUPPRESSION && (await describeFiles(files)).mark !== before.mark) return;
    current = createSuppression(data);
    seen = before.isSettled ? before.mark : null;
    onRead(data);
  };
  const refresh = async (): Promise<void> => {
    try {
      await load();
    } catch (error) {
      const { mark } = await describeFiles(files);
      if (mark === seen) return;
      seen = mark;
      onError(error);
    }
  };
  await load();
  return {
    get current() {
      return current;
    },
    refresh() {
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
  };
}

/** What changes when a file does: which it is, how long, and when it was written. */
async function describeFiles(
  files: readonly string[],
): Promise<{ readonly mark: string; readonly isSettled: boolean }> {
  const stats = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  const latest = Math.max(...stats.map((each) => each?.mtimeMs ?? 0));
  return {
    mark: stats.map((each) => (each === null ? 'missing' : `${each.ino}.${each.size}.${each.mtimeMs}`)).join(' '),
    isSettled: Date.now() - latest >= SETTLED_AFTER_MS,
  };
}
