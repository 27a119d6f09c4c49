import { z } from 'zod';

const splitTask = z.object({
  kind: z.literal('split'),
  storageUrl: z.string(),
  listId: z.string(),
  allowSpecialUse: z.boolean(),
});
export type SplitTask = z.infer<typeof splitTask>;

const finishTask = z.object({
  kind: z.literal('finish'),
  storageUrl: z.string(),
  listId: z.string(),
  /** A folder of this run alone. */
  scratch: z.string(),
});
export type FinishTask = z.infer<typeof finishTask>;

/** What is done to a list as a whole, beside the thread that has conversations to hold. */
export const listTask = z.discriminatedUnion('kind', [splitTask, finishTask]);
export type ListTask = z.infer<typeof listTask>;

export const splitMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  /** The file is at fault further down than the upload looked. */
  z.object({ kind: z.literal('unreadable'), code: z.string(), message: z.string(), line: z.int().optional() }),
  /** Deleted, or not started: nothing to do. */
  z.object({ kind: z.literal('nothing') }),
]);
export type SplitMessage = z.infer<typeof splitMessage>;

export const finishMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sealed') }),
  /** Deleted, or not split: nothing to do. */
  z.object({ kind: z.literal('nothing') }),
  /** On the way: something is done without. */
  z.object({ kind: z.literal('warning'), message: z.string() }),
]);
export type FinishMessage = z.infer<typeof finishMessage>;
