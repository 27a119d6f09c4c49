import type { Worker } from 'node:worker_threads';
import { nameOf, spawnThread } from './spawnThread.ts';

export interface ThreadOptions<T> {
  /** Ends the thread at once; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Checks and types a message: threads are an edge. Throws for what it does not accept. */
  readonly parse: (message: unknown) => T;
  /** Called for every message as it comes, the last one too. */
  readonly onMessage?: (message: T) => void;
}

/**
 * Runs a module in a thread until it ends by itself and resolves to its last message. Rejects when it throws, ends with another
 * exit code than 0, sends nothing, or sends what `parse` does not accept.
 */
export async function runInThread<T>(url: URL, data: unknown, options: ThreadOptions<T>): Promise<T> {
  const { signal, parse, onMessage } = options;
  signal?.throwIfAborted();
  const thread = spawnThread(url, data);
  const onAbort = () => void thread.terminate();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const last = await untilExit(thread, (message) => {
      const parsed = parse(message);
      onMessage?.(parsed);
      return parsed;
    });
    signal?.throwIfAborted();
    if (last === null) throw new Error(`The thread ${nameOf(url)} ended without a message`);
    return last.message;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await thread.terminate();
  }
}

function untilExit<T>(thread: Worker, read: (message: unknown) => T): Promise<{ readonly message: T } | null> {
  return new Promise((resolve, reject) => {
    let last: { readonly message: T } | null = null;
    thread.on('message', (message: unknown) => {
      try {
        last = { message: read(message) };
      } catch (error) {
        reject(error);
      }
    });
    thread.once('messageerror', reject);
    thread.once('error', reject);
    thread.once('exit', (code) =>
      code === 0 ? resolve(last) : reject(new Error(`The thread ended with exit code ${code}`)),
    );
  });
}
