import { createThreads, type Threads } from '@mailsift/runtime';
import type { ListTask } from './listTask.ts';

const url = new URL('./listThread.ts', import.meta.url);
const MEGABYTE = 1024 * 1024;
/** The addresses of a partition, and where their results are, take up to 150 MB. Rows die young, in three parts of 8 MB. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 };

export type ListThreads = Threads<ListTask>;

/** Threads that split and finish lists. `kept`: how many of them may wait for a list. */
export function createListThreads(kept = 1): ListThreads {
  return createThreads({ url, kept, keptBytes: 150 * MEGABYTE, limits: LIMITS });
}
