import { threadId } from 'node:worker_threads';
import { z } from 'zod';
import { serveTasks } from './serveTasks.ts';

const task = z.object({ what: z.enum(['answer', 'throw', 'exit', 'hang', 'grow', 'hoard']) });
let grown = Buffer.alloc(0);

/** Says who it is, and comes to the end it is told to. */
serveTasks(task.parse, async ({ what }, say: (message: unknown) => void) => {
  say({ by: threadId });
  if (what === 'throw') throw new Error('bad task');
  if (what === 'exit') process.exit(7);
  if (what === 'hang') for (;;);
  if (what === 'grow') grown = Buffer.alloc(200 * 1024 * 1024);
  if (what === 'hoard') for (const hoard: unknown[] = []; ; ) hoard.push({});
  return { by: threadId, grown: grown.length };
});
