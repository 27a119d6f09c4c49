import type { Keys } from '@mailsift/hints';
import type { DomainResolver, LaneTable } from '@mailsift/lanes';
import type { Store } from '@mailsift/lists';
import type { ProbeServices } from '@mailsift/probe';
import type { Catalogue, CheckRecords, DispatchLimits, Identities, Passes, Suspects, World } from '@mailsift/queues';
import type { Logger, Settings } from '@mailsift/runtime';
import type { Signals } from '@mailsift/signals';
import type { Suppression } from '@mailsift/suppression';
import type { Redis } from 'ioredis';
import type { WorkerMetrics } from './metrics/workerMetrics.ts';
import type { GreylistMemory } from './probe/greylistMemory.ts';
import type { KnownResults } from './probe/knownResults.ts';
import type { ListThreads } from './thread/createListThreads.ts';

/** What the handlers of one worker process share. */
export interface WorkerContext extends World {
  readonly settings: Settings;
  readonly store: Store;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly passes: Passes;
  readonly catalogue: Catalogue;
  readonly suspects: Suspects;
  readonly identities: Identities;
  readonly checks: CheckRecords;
  /** That split and finish lists. */
  readonly listThreads: ListThreads;
  readonly log: Logger;
  readonly metrics: WorkerMetrics;
  /** Logs what the threads of many lists find out anew, once. */
  readonly warnOnce: (message: string) => void;
  readonly resolver: DomainResolver;
  readonly signals: Signals;
  readonly suppression: Pick<Suppression, 'find'>;
  readonly services: ProbeServices;
  readonly greylistMemory: GreylistMemory;
  readonly knownResults: KnownResults;
  readonly lanes: LaneTable;
  readonly dispatchLimits: DispatchLimits;
  /** Mixed into the random address of the catch-all question, so that nobody can foresee it. */
  readonly secret: string;
  /** Aborted when the worker is to end: running passes ask nobody new, and are published as far as they came. */
  readonly stopping: AbortSignal;
}
