import { createThreads, type Threads } from '@mailsift/runtime';

const url = new URL('./listThread.ts', import.meta.url);
const MEGABYTE = 1024 * 1024;

/** Threads that split and finish lists. `kept`: how many of them may wait for a list. */
export function createListThreads(kept = 1): Threads {
  return createThreads({ url, kept, keptBytes: 100 * MEGABYTE, limits: {} });
}
