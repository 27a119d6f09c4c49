import { parentPort } from 'node:worker_threads';
import { z } from 'zod';

/** What a thread tells whoever keeps it. */
export type Told =
  /** By the task, for whoever gave it. */
  | { readonly kind: 'said'; readonly message: unknown }
  /** The task has come to its end. `bytes`: memory that the thread holds on to. */
  | { readonly kind: 'done'; readonly bytes: number };

/**
 * Makes a module one that `createThreads` runs: it does the tasks that it is given, one after the other. What a task throws ends
 * the thread, and reaches whoever gave it the task.
 */
export function serveTasks<Task, Message>(
  /** Checks and types a task: threads are an edge. */
  parse: (task: unknown) => Task,
  run: (task: Task, say: (message: Message) => void) => Promise<Message>,
): void {
  const port = parentPort;
  if (port === null) throw new Error('Tasks are served in a thread, and this is none');
  const tell = (told: Told): void => port.postMessage(told);
  const say = (message: Message): void => tell({ kind: 'said', message });
  const serve = async (task: unknown): Promise<void> => {
    say(await run(parse(task), say));
    const { heapTotal, external } = process.memoryUsage();
    tell({ kind: 'done', bytes: heapTotal + external });
  };
  port.on('message', (task: unknown) => void serve(task).catch(rethrow));
}

/** What zod says is lost on the way out of a thread: it crosses as the text of a plain error. */
function rethrow(error: unknown): never {
  throw error instanceof z.ZodError ? new Error(z.prettifyError(error)) : error;
}
