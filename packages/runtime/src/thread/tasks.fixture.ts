import { resourceLimits, threadId } from 'node:worker_threads';
import { z } from 'zod';
import { serveTasks } from './serveTasks.ts';

const task = z.object({ what: z.enum(['answer', 'throw', 'exit', 'hang', 'grow']) });
let grown = Buffer.alloc(0);

/** Says who it is and how much it may hold, and comes to the end it is told to. */
serveTasks(task.parse, async ({ what }, say: (message: unknown) => void) => {
  say({ by: threadId });
  if (what === 'throw') throw new Error('bad task');
  if (what === 'exit') process.exit(7);
  if (what === 'hang') for (;;);
  if (what === 'grow') grown = Buffer.alloc(200 * 1024 * 1024);
  return { by: threadId, grown: grown.length, megabytes: resourceLimits.maxOldGenerationSizeMb };
});
