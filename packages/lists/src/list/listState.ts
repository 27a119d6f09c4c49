import type { Progress } from '../progress/readProgress.ts';
import type { Hold } from './controls.ts';

export const LIST_STATES = [
  'ready',
  'queued',
  'splitting',
  'resolving',
  'verifying',
  'paused',
  'finishing',
  'completed',
  'canceled',
  'failed',
] as const;
export type ListState = (typeof LIST_STATES)[number];

/** What the files of a list say, and what Redis adds. */
export interface ListFacts {
  readonly isStarted: boolean;
  readonly isFailed: boolean;
  readonly isSealed: boolean;
  readonly isSplit: boolean;
  readonly hold: Hold;
  /** Null while Redis does not know the list, or is away. */
  readonly progress: Pick<Progress, 'partitions' | 'resolved' | 'addresses' | 'done'> | null;
}

/** The state of a list follows from its files; nothing stores it. Redis only tells stages of the work apart. */
export function stateOf({ isStarted, isFailed, isSealed, isSplit, hold, progress }: ListFacts): ListState {
  if (isFailed) return 'failed';
  if (hold === 'canceled') return 'canceled';
  if (isSealed) return 'completed';
  if (hold === 'expired') return 'finishing';
  if (!isStarted) return 'ready';
  if (hold === 'paused') return 'paused';
  if (!isSplit) return progress === null ? 'queued' : 'splitting';
  if (progress === null || progress.partitions === null) return 'resolving';
  const isResolved = progress.resolved === progress.partitions;
  if (isResolved && progress.done === progress.addresses) return 'finishing';
  return progress.addresses === 0 ? 'resolving' : 'verifying';
}
