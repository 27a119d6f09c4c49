import type { CheckRecords } from './checkRecords.ts';

/** A tenth of what a mail server takes; one command for all who wait. */
const LOOK_EVERY_MS = 50;

/** Tells those who wait when their check is answered: one look at all of them at a time, while anybody waits. */
export function createAnswers(records: Pick<CheckRecords, 'readAll'>): {
  /** Resolves when the answer is there, or with the signal. */
  wait(checkId: string, signal: AbortSignal): Promise<void>;
} {
  const waiting = new Map<string, () => void>();
  let isLooking = false;

  const look = async () => {
    while (waiting.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const ids = [...waiting.keys()];
      if (ids.length === 0) break;
      // With Redis away they wait on: it may be back in time.
      const found = await records.readAll(ids).catch(() => []);
      for (const [index, id] of ids.entries()) {
        const result = found[index]?.result ?? null;
        if (result !== null && result.retry === null) waiting.get(id)?.();
      }
    }
    isLooking = false;
  };

  return {
    wait: (checkId, signal) =>
      new Promise((resolve) => {
        const end = () => {
          waiting.delete(checkId);
          signal.removeEventListener('abort', end);
          resolve();
        };
        if (signal.aborted) return end();
        signal.addEventListener('abort', end, { once: true });
        waiting.set(checkId, end);
        if (isLooking) return;
        isLooking = true;
        void look();
      }),
  };
}
