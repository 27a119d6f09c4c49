import type { List, ListState } from '../api/schemas.ts';

export const STATE_WORDS = {
  ready: 'Ready to start',
  queued: 'Queued',
  splitting: 'Reading the file',
  resolving: 'Looking up domains',
  verifying: 'Verifying',
  paused: 'Paused',
  finishing: 'Writing the result',
  completed: 'Completed',
  canceled: 'Canceled',
  failed: 'Failed',
} as const satisfies Record<ListState, string>;

const FINAL: readonly ListState[] = ['completed', 'canceled', 'failed'];

/** Whether nothing more will become of the list. */
export function isFinal({ state }: Pick<List, 'state'>): boolean {
  return FINAL.includes(state);
}

/** Whether work is going on that can be paused or canceled. */
export function isRunning({ state }: Pick<List, 'state'>): boolean {
  return !FINAL.includes(state) && state !== 'ready';
}
