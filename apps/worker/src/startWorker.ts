import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createKeys } from '@mailsift/hints';
import {
  createAdmission,
  createCatchAllCache,
  createDnsCache,
  createPace,
  createResolver,
  PROVIDERS,
  TAIL_LANE,
} from '@mailsift/lanes';
import { openStore, readSecret } from '@mailsift/lists';
import {
  createCatalogue,
  createPasses,
  createSuspects,
  type QueueWorker,
  startProbeWorker,
  startQueueWorker,
} from '@mailsift/queues';
import type { Logger, RedisConnections, Settings } from '@mailsift/runtime';
import { createSignals } from '@mailsift/signals';
import { dispatchAll } from './dispatchAll.ts';
import { finish } from './finish.ts';
import { TAIL_CONNECTIONS } from './probe/passRun.ts';
import { probePass } from './probe/probePass.ts';
import { resolve } from './resolve.ts';
import { split } from './split.ts';
import { startTicks } from './ticks.ts';
import type { WorkerContext } from './workerContext.ts';

export interface WorkerOptions {
  readonly settings: Settings;
  readonly connections: RedisConnections;
  readonly log: Logger;
  /** Of Redis keys; processes with different ones do not see each other. */
  readonly prefix?: string;
  /** How long a lease of a connection lasts, and how long recovery waits for the last of them to run out. */
  readonly leaseMs?: number;
}

export interface RunningWorker {
  /** Asks nobody new, publishes what has been found out, hands the rest back. */
  close(): Promise<void>;
}

export const KEY_PREFIX = 'mailsift';
const LEASE_MS = 15_000;
const CATCH_ALL_TTL_MS = 24 * 60 * 60_000;
/** Threads, and partitions in memory, at once in one process. */
const SPLITS = 1;
const RESOLVES = 2;
const FINISHES = 1;
/** Passes dispatched in one call. */
const MOST_DISPATCHED = 200;

/** Starts everything a worker process does. Redis may be away: the worker waits for it. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { settings, connections, log, leaseMs = LEASE_MS } = options;
  const stopping = new AbortController();
  // One listener for each running pass.
  setMaxListeners(0, stopping.signal);
  const keys = createKeys(options.prefix ?? KEY_PREFIX);
  const { context, closeServices } = await createContext({ ...options, leaseMs }, keys, stopping.signal);
  const perIdentity = Math.max(1, Math.floor(settings.workerConnections / settings.identities.length));
  const onError = (error: unknown, job?: string) => {
    if (!stopping.signal.aborted) log.warn({ err: error, job }, 'A job failed; it is tried again');
  };
  const queue = (concurrency: number) => ({ redis: connections.workers, keys, concurrency, onError });
  const workers: QueueWorker[] = [
    startQueueWorker('split', ({ listId }) => split(context, listId), queue(SPLITS)),
    startQueueWorker('resolve', (job) => resolve(context, job), queue(RESOLVES)),
    startQueueWorker('finish', ({ listId }) => finish(context, listId), queue(FINISHES)),
    startQueueWorker('wake', async () => void (await dispatchAll(context)), queue(1)),
    ...settings.identities.map(({ id }) =>
      startProbeWorker(id, (pass) => probePass(context, pass), queue(perIdentity)),
    ),
  ];
  const ticks = startTicks(context, { workerId: randomUUID(), connections: perIdentity, leaseMs });
  log.info(
    { identities: settings.identities.map(({ ehlo }) => ehlo), connections: settings.workerConnections },
    'The worker runs',
  );
  return {
    async close() {
      stopping.abort(new Error('The worker is stopping'));
      await ticks.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await closeServices();
    },
  };
}

async function createContext(
  { settings, connections, log, leaseMs }: WorkerOptions & { readonly leaseMs: number },
  keys: ReturnType<typeof createKeys>,
  stopping: AbortSignal,
): Promise<{ readonly context: WorkerContext; readonly closeServices: () => Promise<void> }> {
  const redis = connections.commands;
  const store = openStore(settings.storageUrl);
  const onError = (error: unknown) => log.debug({ err: error }, 'Redis gave no answer');
  const resolver = createResolver({
    servers: settings.dnsServers,
    timeoutMs: settings.connectTimeoutMs,
    tries: 2,
    allowPrivate: settings.allowPrivateNetworks,
    implicitMx: settings.implicitMx,
    cache: createDnsCache(redis, keys),
  });
  const admission = createAdmission({ redis, keys, settings: { ...limitsOf(settings), leaseTtlMs: leaseMs }, onError });
  const catalogue = createCatalogue({ redis, keys, onError });
  const context: WorkerContext = {
    settings,
    store,
    redis,
    keys,
    log,
    resolver,
    catalogue,
    stopping,
    passes: createPasses(redis, keys),
    suspects: createSuspects(redis, keys),
    signals: createSignals({ warn: (message) => log.warn(message) }),
    secret: await readSecret(store),
    laneDefaults: { connections: settings.laneDefaultConnections, rate: settings.laneDefaultRate },
    services: {
      admission,
      pace: createPace({ redis, keys, domainRate: settings.laneDefaultRate, onError }),
      catchAllCache: createCatchAllCache(redis, keys, { ttlMs: CATCH_ALL_TTL_MS }),
      settings: sessionSettings(settings),
    },
    dispatchLimits: {
      tailLane: TAIL_LANE.lane,
      tailConnections: Math.min(TAIL_CONNECTIONS, settings.workerConnections),
      defaultSlots: settings.laneDefaultConnections,
      slots: Object.fromEntries(PROVIDERS.map(({ id, connections: slots }) => [id, slots])),
      most: MOST_DISPATCHED,
    },
  };
  return {
    context,
    async closeServices() {
      admission.close();
      resolver.close();
      await catalogue.close();
    },
  };
}

/**
 * What protects others and ourselves beside the lanes' own limits. A destination may be hosting for many lanes, so that
 * it bears more than one of them; nobody bears more than this from a stranger.
 */
function limitsOf({ laneDefaultConnections, laneDefaultRate }: Settings) {
  return {
    domainConnections: laneDefaultConnections,
    ipConnections: Math.max(20, 2 * laneDefaultConnections),
    ipConnectionRate: Math.max(20, laneDefaultRate),
    identityConnections: 2_000,
  };
}

function sessionSettings(settings: Settings) {
  return {
    timeouts: {
      connectMs: settings.connectTimeoutMs,
      commandMs: settings.commandTimeoutMs,
      sessionMs: settings.sessionTimeoutMs,
    },
    port: settings.smtpPort,
    startTls: settings.starttls,
    allowPrivate: settings.allowPrivateNetworks,
  } as const;
}
