import type { ResourceLimits } from 'node:worker_threads';
import { KeptThread } from './keptThread.ts';
import type { ThreadOptions } from './runInThread.ts';

export interface ThreadsOptions {
  /** The module of the threads; it calls `serveTasks`. */
  readonly url: URL;
  /** How many may wait for a task, at least 1. One is started ahead, and another where none waits any more. */
  readonly kept: number;
  /** A thread that holds more memory than this (bytes) after a task is not kept: what it has grown goes back. */
  readonly keptBytes: number;
  /** Of each thread, with room to spare: where V8 cannot end a thread that needs more, it ends the process. */
  readonly limits: ResourceLimits;
}

/** Threads of one module. Its source is loaded before there is a task, so that a task does not wait for it. */
export interface Threads<Task> {
  /**
   * Does a task in a thread that has nothing else to do, and resolves to its last message. Rejects when the task throws or the
   * thread ends, which costs no other task anything; where the signal aborts it, the thread is ended.
   */
  run<T>(task: Task, options: ThreadOptions<T>): Promise<T>;
  /** Ends those that wait; those at work end with their task. */
  close(): Promise<void>;
}

/** A task that takes longer is a long one, beside which others may come. */
const LONG_MS = 5_000;

export function createThreads<Task>({ url, kept, keptBytes, limits }: ThreadsOptions): Threads<Task> {
  const waiting: KeptThread[] = [];
  let isClosed = false;
  const start = () => new KeptThread(url, limits);
  const take = (): KeptThread => {
    const thread = waiting.pop() ?? start();
    return thread.isGone ? take() : thread;
  };
  const keepOne = () => {
    if (!isClosed && waiting.length === 0) waiting.push(start());
  };
  const giveBack = async (thread: KeptThread, bytes: number) => {
    const isKept = !isClosed && !thread.isGone && bytes <= keptBytes && waiting.length < kept;
    if (isKept) waiting.push(thread);
    else await thread.end();
    keepOne();
  };
  keepOne();
  return {
    async run(task, options) {
      options.signal?.throwIfAborted();
      const thread = take();
      const takingLong = setTimeout(keepOne, LONG_MS).unref();
      let bytes = Number.POSITIVE_INFINITY;
      try {
        const done = await thread.do(task, options);
        bytes = done.bytes;
        return done.last;
      } finally {
        clearTimeout(takingLong);
        await giveBack(thread, bytes);
      }
    },
    async close() {
      isClosed = true;
      await Promise.all(waiting.splice(0).map((thread) => thread.end()));
    },
  };
}
