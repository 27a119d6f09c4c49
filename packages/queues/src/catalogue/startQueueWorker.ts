import type { Keys } from '@mailsift/hints';
import { type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DispatchedPass } from '../passes/pass.ts';
import { CHECK_JOB, checkQueue, type JobData, type JobName, PARSERS, PROBE_JOB, probeQueue } from './jobs.ts';

export interface QueueWorkerOptions {
  /** A connection for workers: it waits for Redis as long as it takes (`maxRetriesPerRequest: null`). */
  readonly redis: Redis;
  readonly keys: Keys;
  readonly concurrency: number;
  /** Told of what a handler threw and of what went wrong with Redis; the job is tried again or dispatched anew. */
  readonly onError: (error: unknown, job?: string) => void;
}

export interface QueueWorker {
  /** Takes no new job and waits for those that run. */
  close(): Promise<void>;
}

/** Jobs of a worker that died are given to another after `stalledInterval`, however often that happens. */
const RESILIENCE = { lockDuration: 30_000, stalledInterval: 10_000, maxStalledCount: 1_000_000 };

export function startQueueWorker<Name extends JobName>(
  name: Name,
  handle: (data: JobData<Name>) => Promise<void>,
  options: QueueWorkerOptions,
): QueueWorker {
  const parse = PARSERS[name];
  return start(name, (job) => handle(parse(job.data)), options);
}

/** Serves the passes of one identity. */
export function startProbeWorker(
  identity: string,
  handle: (pass: DispatchedPass) => Promise<void>,
  options: QueueWorkerOptions,
): QueueWorker {
  return start(probeQueue(identity), (job) => handle(PROBE_JOB.parse(job.data)), options);
}

/** Serves the real-time checks of one identity. */
export function startCheckWorker(
  identity: string,
  handle: (check: JobData<'check'>) => Promise<void>,
  options: QueueWorkerOptions,
): QueueWorker {
  return start(checkQueue(identity), (job) => handle(CHECK_JOB.parse(job.data)), options);
}

function start(
  name: string,
  handle: (job: Job<unknown>) => Promise<void>,
  { redis, keys, concurrency, onError }: QueueWorkerOptions,
): QueueWorker {
  const worker = new Worker<unknown, void>(name, handle, {
    connection: redis,
    prefix: keys.bull,
    concurrency,
    ...RESILIENCE,
  });
  worker.on('error', (error) => onError(error));
  worker.on('failed', (job, error) => onError(error, job?.id));
  return { close: () => worker.close() };
}
