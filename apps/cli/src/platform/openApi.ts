import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Api, createOpenPartial, createOperating, startApi } from '@mailsift/api';
import { createEnrichment } from '@mailsift/enrichment';
import { createKeys } from '@mailsift/hints';
import { loadLaneTable, readLanes } from '@mailsift/lanes';
import { hasApiKeys, openStore, type Store } from '@mailsift/lists';
import { createCatalogue, createListControl, createPasses, createRealTimeChecks } from '@mailsift/queues';
import { isLoopback, type Logger, type RedisConnections, type Settings } from '@mailsift/runtime';
import { KEY_PREFIX } from '@mailsift/worker';
import { CommandError, usageError } from '../terminal/commandError.ts';
import type { Lifetime } from '../terminal/lifetime.ts';
import { createPaceOf } from './createPaceOf.ts';
import { openPage } from './openPage.ts';
import { packAhead } from './packAhead.ts';

export interface PlatformOptions {
  readonly settings: Settings;
  readonly connections: RedisConnections;
  readonly log: Logger;
}

/**
 * Starts the HTTP API on the store and the Redis of the settings.
 *
 * @throws CommandError where its port is taken, LanesFileError where LANES_FILE has mistakes.
 */
export async function openApi(lifetime: Lifetime, { settings, connections, log }: PlatformOptions): Promise<Api> {
  const lanes = await loadLaneTable(settings);
  const redis = connections.commands;
  const keys = createKeys(KEY_PREFIX);
  const onRedisError = (error: unknown) => log.warn({ err: error }, 'Redis could not be told; the upkeep will');
  const store = openStore(settings.storageUrl);
  await assertGuarded(store, settings);
  const passes = createPasses(redis, keys);
  const catalogue = createCatalogue({ redis, keys, onError: onRedisError });
  lifetime.onEnd('the queues', () => catalogue.close());
  const { maxListAgeMs } = settings;
  const control = createListControl({
    ...{ store, redis, keys, passes, catalogue, maxListAgeMs, onRedisError },
    paceOf: createPaceOf(lanes, settings.identities.length),
  });
  const checks = createRealTimeChecks({ redis, keys, catalogue });
  lifetime.onEnd('real-time checks', () => checks.close());
  const operating = createOperating({ redis, keys, catalogue, lanes: () => readLanes(redis, keys) });
  const redisReady = async () => (await redis.ping()) === 'PONG';
  // Beside the store: a download of a running list may need as much room as the list.
  const scratch = join(settings.dataFolder, 'scratch');
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  void packAhead(lifetime.signal, log);
  const { lookUp: enrich } = createEnrichment({ warn: (message) => log.warn(message) });
  const openPartial = createOpenPartial({ store, folder: scratch, enrich });
  try {
    const page = await openPage(log);
    const api = await startApi({
      settings,
      store,
      scratch,
      control,
      redisReady,
      log,
      openPartial,
      checks,
      operating,
      sharedCounts: { redis, keyOf: keys.asked },
      enrich,
      page,
    });
    lifetime.onEnd('the API', () => api.close());
    return api;
  } catch (error) {
    throw inWords(error, settings);
  }
}

/** @throws CommandError where whoever reaches the port could do everything. */
async function assertGuarded(store: Store, { host, apiKeys }: Settings): Promise<void> {
  if (isLoopback(host) || apiKeys.length > 0 || (await hasApiKeys(store))) return;
  throw usageError(
    `HOST is ${host}, which others can reach, and no API key was made yet. Make one with \`mailsift keys create <name>\`, set API_KEYS, or leave HOST at 127.0.0.1`,
  );
}

function inWords(error: unknown, { host, port }: Settings): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const where = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new CommandError(`${where} is taken by another program. Set PORT to another port, or to 0 for a free one`);
    case 'EACCES':
      return new CommandError(`this user may not listen on ${where}. Set PORT to a port above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandError(`HOST ${host} is no address of this machine`);
    default:
      return error;
  }
}
