import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import {
  HANDOVER_MS,
  type PassesOptions,
  type QueueWorker,
  startCheckWorker,
  startProbeWorker,
  startQueueWorker,
} from '@mailsift/queues';
import type { Logger, RedisConnections, Settings } from '@mailsift/runtime';
import { check, checkAs } from './check.ts';
import { createContext } from './createContext.ts';
import { dispatchAll } from './dispatchAll.ts';
import { finish } from './finish.ts';
import { probePass } from './probe/probePass.ts';
import { resolve } from './resolve.ts';
import { split } from './split.ts';
import type { ListThreads } from './thread/createListThreads.ts';
import { startTicks } from './ticks.ts';
import { webhook } from './webhook.ts';

export interface WorkerOptions {
  readonly settings: Settings;
  readonly connections: RedisConnections;
  readonly log: Logger;
  /** Of Redis keys; processes with different ones do not see each other. */
  readonly prefix?: string;
  /** How long a lease of a connection lasts, and how long recovery waits for the last of them to run out. */
  readonly leaseMs?: number;
  readonly passes?: PassesOptions;
  /** For splitting and finishing; own ones, that end with the worker, unless given. */
  readonly listThreads?: ListThreads;
  /** How long an identity may be without a worker before others get its work. */
  readonly handoverMs?: number;
}

export interface RunningWorker {
  /** Asks nobody new, publishes what has been found out, hands the rest back. */
  close(): Promise<void>;
}

export const KEY_PREFIX = 'mailsift';
const LEASE_MS = 15_000;
/** Of long lists, and as many of short ones beside them: a thread each. */
const SPLITS = 1;
const FINISHES = 1;
/** Of long lists a partition at a time is in memory, which has as many look-ups under way as there may be; short ones are small. */
const RESOLVES = { resolve: 2, 'resolve-long': 1 } as const;
const WEBHOOKS = 10;

/** Starts everything a worker process does. Redis may be away: the worker waits for it. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { settings, connections, log, leaseMs = LEASE_MS, handoverMs = HANDOVER_MS } = options;
  const stopping = new AbortController();
  // One listener for each running pass.
  setMaxListeners(0, stopping.signal);
  const { context, close } = await createContext({
    settings,
    redis: connections.commands,
    prefix: options.prefix ?? KEY_PREFIX,
    log,
    leaseMs,
    stopping: stopping.signal,
    ...(options.passes === undefined ? {} : { passes: options.passes }),
    ...(options.listThreads === undefined ? {} : { listThreads: options.listThreads }),
  });
  const { keys } = context;
  const { timed } = context.metrics;
  const { reserved, perIdentity } = shareConnections(settings);
  const onError = (error: unknown, job?: string) => {
    if (!stopping.signal.aborted) log.warn({ err: error, job }, 'A job failed; it is tried again');
  };
  const queue = (concurrency: number) => ({ redis: connections.workers, keys, concurrency, onError });
  const workers: QueueWorker[] = [
    ...(['split', 'split-long'] as const).map((name) =>
      startQueueWorker(name, ({ listId }) => timed('split', () => split(context, listId)), queue(SPLITS)),
    ),
    ...(['resolve', 'resolve-long'] as const).map((name) =>
      startQueueWorker(name, (job) => timed('resolve', () => resolve(context, job)), queue(RESOLVES[name])),
    ),
    ...(['finish', 'finish-long'] as const).map((name) =>
      startQueueWorker(name, ({ listId }) => timed('finish', () => finish(context, listId)), queue(FINISHES)),
    ),
    startQueueWorker('webhook', ({ listId }) => timed('webhook', () => webhook(context, listId)), queue(WEBHOOKS)),
    startQueueWorker('wake', async () => void (await dispatchAll(context)), queue(1)),
    startQueueWorker('check', ({ checkId }) => timed('check', () => check(context, checkId)), queue(reserved)),
    ...settings.identities.map(({ id }) =>
      startCheckWorker(id, ({ checkId }) => timed('check', () => checkAs(context, id, checkId)), queue(reserved)),
    ),
    ...settings.identities.map(({ id }) =>
      startProbeWorker(id, (pass) => timed('probe', () => probePass(context, pass)), queue(perIdentity)),
    ),
  ];
  const ticks = startTicks(context, { workerId: randomUUID(), connections: perIdentity, leaseMs, handoverMs });
  log.info(
    { identities: settings.identities.map(({ ehlo }) => ehlo), connections: settings.workerConnections },
    'The worker runs',
  );
  return {
    async close() {
      stopping.abort(new Error('The worker is stopping'));
      await ticks.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await close();
    },
  };
}

/** Of a worker's connections, the part that lists never use: a real-time check does not wait for one. */
const RESERVED_PART = 0.1;
const MOST_RESERVED = 50;

function shareConnections({ workerConnections, identities }: Settings) {
  const reserved = Math.min(MOST_RESERVED, Math.max(1, Math.floor(workerConnections * RESERVED_PART)));
  const bulk = Math.max(1, workerConnections - reserved);
  return { reserved, perIdentity: Math.max(1, Math.floor(bulk / identities.length)) };
}
