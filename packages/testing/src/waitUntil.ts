import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Asks until the answer is neither false, null nor undefined, and resolves to it. For whole-process tests, where no signal can
 * be awaited; elsewhere await the thing itself. Rejects after `timeoutMs` (30 s), with the question's last error as cause.
 */
export async function waitUntil<T>(
  question: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { timeoutMs = 30_000, everyMs = 50 }: WaitOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const answer = await question();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`Still not so after ${timeoutMs} ms: ${question.toString().slice(0, 200)}`, { cause: lastError });
    }
    await sleep(everyMs);
  }
}
