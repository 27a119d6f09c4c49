import { randomUUID } from 'node:crypto';
import { createKeys } from '@mailsift/hints';
import {
  createAdmission,
  createCatchAllCache,
  createDnsCache,
  createPace,
  createResolver,
  type LaneChange,
  loadLaneTable,
  TAIL_LANE,
  withWarmUp,
} from '@mailsift/lanes';
import { openStore, readSecret } from '@mailsift/lists';
import {
  createCatalogue,
  createCheckRecords,
  createIdentities,
  createPasses,
  createSuspects,
  type PassesOptions,
} from '@mailsift/queues';
import { type Logger, type Settings, sessionSettings } from '@mailsift/runtime';
import { createSignals } from '@mailsift/signals';
import type { Redis } from 'ioredis';
import { createWorkerMetrics } from './metrics/workerMetrics.ts';
import { createGreylistMemory } from './probe/greylistMemory.ts';
import { createKnownResults } from './probe/knownResults.ts';
import { TAIL_CONNECTIONS } from './probe/passRun.ts';
import { openSuppression } from './suppression/openSuppression.ts';
import { createListThreads, type ListThreads } from './thread/createListThreads.ts';
import type { WorkerContext } from './workerContext.ts';

export interface ContextOptions {
  readonly settings: Settings;
  /** A connection whose commands fail at once while Redis is away. */
  readonly redis: Redis;
  /** Of Redis keys. */
  readonly prefix: string;
  readonly log: Logger;
  readonly leaseMs: number;
  readonly stopping: AbortSignal;
  readonly passes?: PassesOptions;
  /** Whoever gives them closes them. */
  readonly listThreads?: ListThreads;
}

const CATCH_ALL_TTL_MS = 24 * 60 * 60_000;
const CATCH_ALL_YES_TTL_MS = 60 * 60_000;
/** The longest rest of an operator that goes on refusing us, in first rests: four hours where that is five minutes. */
const MOST_COOLDOWNS = 48;
/** Passes dispatched in one call. */
const MOST_DISPATCHED = 200;

/**
 * Puts together what the handlers work with; `close` ends it after them.
 *
 * @throws LanesFileError where LANES_FILE has mistakes.
 */
export async function createContext(
  options: ContextOptions,
): Promise<{ readonly context: WorkerContext; readonly close: () => Promise<void> }> {
  const { settings, redis, log, leaseMs, stopping } = options;
  const keys = createKeys(options.prefix);
  const lanes = await loadLaneTable(settings);
  const store = openStore(settings.storageUrl);
  const { suppression, close: closeSuppression } = await openSuppression(settings.suppressionFiles, { log, stopping });
  const onError = (error: unknown) => log.debug({ err: error }, 'Redis gave no answer');
  const resolver = createResolver({
    servers: settings.dnsServers,
    timeoutMs: settings.connectTimeoutMs,
    tries: 2,
    allowPrivate: settings.allowPrivateNetworks,
    implicitMx: settings.implicitMx,
    cache: createDnsCache(redis, keys),
  });
  const admission = createAdmission({
    redis,
    keys,
    settings: { ...limitsOf(settings), leaseTtlMs: leaseMs },
    onError,
    onLaneChange: (change) => logLaneChange(log, change),
  });
  const catalogue = createCatalogue({ redis, keys, onError });
  const metrics = createWorkerMetrics(randomUUID().slice(0, 8));
  const pace = createPace({
    redis,
    keys,
    domainRate: settings.laneDefaultRate,
    tenantRcptsPerHour: lanes.tenantRcptsPerHour,
    onError,
  });
  const secret = await readSecret(store);
  const listThreads = options.listThreads ?? createListThreads();
  const context: WorkerContext = {
    settings,
    metrics,
    store,
    redis,
    keys,
    log,
    warnOnce: createWarnOnce(log),
    resolver,
    catalogue,
    stopping,
    listThreads,
    passes: createPasses(redis, keys, options.passes),
    suspects: createSuspects(redis, keys),
    identities: createIdentities(redis, keys),
    checks: createCheckRecords(redis, keys),
    greylistMemory: createGreylistMemory(redis, keys),
    knownResults: createKnownResults({ redis, keys, ttlMs: settings.resultCacheTtlMs, secret }),
    suppression,
    signals: createSignals({ warn: (message) => log.warn(message) }),
    secret,
    lanes,
    services: {
      admission: metrics.counted(admission),
      pace: withWarmUp(pace, { redis, keys, ceilings: settings.warmUp, onError }),
      catchAllCache: createCatchAllCache(redis, keys, { ttlMs: CATCH_ALL_TTL_MS, yesTtlMs: CATCH_ALL_YES_TTL_MS }),
      settings: sessionSettings(settings),
    },
    dispatchLimits: {
      tailLane: TAIL_LANE.lane,
      tailConnections: Math.min(TAIL_CONNECTIONS, settings.workerConnections),
      defaultSlots: settings.laneDefaultConnections,
      slots: lanes.connections,
      most: MOST_DISPATCHED,
    },
  };
  return {
    context,
    async close() {
      if (options.listThreads === undefined) await listThreads.close();
      admission.close();
      resolver.close();
      await catalogue.close();
      await closeSuppression();
    },
  };
}

function logLaneChange(log: Logger, { kind, until, ...change }: LaneChange): void {
  if (kind === 'recovered') {
    log.info({ identity: change.identity, lane: change.lane }, 'A mail operator that refused us answers again');
    return;
  }
  const about = { ...change, until: until === null ? null : new Date(until).toISOString() };
  if (kind === 'slowed')
    log.warn(about, 'A mail operator wants less of us: half as much is asked of it, more as that fares well');
  else log.warn(about, 'A mail operator refuses us: nobody is asked there until its lane has rested');
}

function createWarnOnce(log: Logger): (message: string) => void {
  const warned = new Set<string>();
  return (message) => {
    if (warned.has(message)) return;
    warned.add(message);
    log.warn(message);
  };
}

/**
 * What protects others and ourselves beside the lanes' own limits. A destination may be hosting for many lanes, so that
 * it bears more than one of them; nobody bears more than this from a stranger.
 */
function limitsOf({ laneDefaultConnections, laneDefaultRate, laneCooldownMs }: Settings) {
  return {
    domainConnections: laneDefaultConnections,
    ipConnections: Math.max(20, 2 * laneDefaultConnections),
    ipConnectionRate: Math.max(20, laneDefaultRate),
    networkConnections: Math.max(100, 5 * laneDefaultConnections),
    networkConnectionRate: Math.max(100, 5 * laneDefaultRate),
    identityConnections: 2_000,
    firstCooldownMs: laneCooldownMs,
    longestCooldownMs: MOST_COOLDOWNS * laneCooldownMs,
  };
}
