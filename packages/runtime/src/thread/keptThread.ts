import type { ResourceLimits, Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { ThreadOptions } from './runInThread.ts';
import type { Told } from './serveTasks.ts';
import { nameOf, spawnThread } from './spawnThread.ts';

const told: z.ZodType<Told> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), message: z.unknown() }),
  z.object({ kind: z.literal('done'), bytes: z.number() }),
]);

interface Watcher {
  readonly tell: (told: Told) => void;
  readonly fail: (error: unknown) => void;
}

/** A thread that does one task after the other. While it waits for one it keeps no process alive. */
export class KeptThread {
  readonly #url: URL;
  readonly #worker: Worker;
  #watcher: Watcher | null = null;
  #isGone = false;

  constructor(url: URL, limits: ResourceLimits) {
    this.#url = url;
    this.#worker = spawnThread(url, null, limits);
    this.#worker.unref();
    this.#worker.on('message', (message: unknown) => {
      const parsed = told.safeParse(message);
      if (parsed.success) this.#watcher?.tell(parsed.data);
      else this.#fail(new Error(`The thread ${nameOf(url)} does not serve tasks`));
    });
    this.#worker.on('messageerror', (error) => this.#fail(error));
    // Where nobody waits for it, whoever takes the next thread is told: it fails for the same reason.
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`The thread ended with exit code ${code}`)));
  }

  /** It has ended, or is about to. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Resolves to the task's last message, and to the memory the thread holds then, in bytes. */
  async do<T>(task: unknown, options: ThreadOptions<T>): Promise<{ readonly last: T; readonly bytes: number }> {
    const { signal } = options;
    const onAbort = () => this.#fail(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#worker.ref();
    try {
      return await this.#watch(options, task);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#watcher = null;
      this.#worker.unref();
    }
  }

  async end(): Promise<void> {
    this.#isGone = true;
    await this.#worker.terminate();
  }

  #watch<T>({ parse, onMessage }: ThreadOptions<T>, task: unknown) {
    return new Promise<{ readonly last: T; readonly bytes: number }>((resolve, reject) => {
      let last: { readonly message: T } | null = null;
      const tell = (about: Told): void => {
        if (about.kind === 'said') {
          last = { message: parse(about.message) };
          onMessage?.(last.message);
        } else if (last === null) {
          throw new Error(`The thread ${nameOf(this.#url)} ended a task without a message`);
        } else {
          resolve({ last: last.message, bytes: about.bytes });
        }
      };
      this.#watcher = { tell: (about) => this.#orFail(() => tell(about)), fail: reject };
      this.#worker.postMessage(task);
    });
  }

  #orFail(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#isGone = true;
    this.#watcher?.fail(error);
    void this.#worker.terminate();
  }
}
