import { writeFile } from 'node:fs/promises';
import { createKeys, type Keys } from '@mailsift/hints';
import { parseEnv } from '@mailsift/runtime';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { KEY_PREFIX } from '@mailsift/worker';
import type { Redis } from 'ioredis';
import { createListsClient, type ListsClient } from '../../client/listsClient.ts';
import { openOwnRedis } from '../../platform/openRedis.ts';
import { quietLog } from '../../platform/quietLog.ts';
import type { Lifetime } from '../../terminal/lifetime.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { benchEnvironment } from '../processes/benchEnvironment.ts';
import { startChildren } from '../processes/startChildren.ts';
import { LANES_FILE } from './lanesFile.ts';

export interface LanesWorld {
  readonly sandbox: Sandbox;
  readonly client: ListsClient;
  readonly redis: Redis;
  readonly keys: Keys;
  /** Ends a worker with SIGKILL and starts another in its place. */
  killWorker(): Promise<void>;
}

export const WORKERS = 3;
const CONNECTIONS = 60;
/** A greylisted recipient passes after this; the first retry comes later, so that two RCPTs are enough. */
const GREYLIST_MS = 2_000;
const GREYLIST_DELAYS = '4s,8s,16s';
/** Whoever refuses us is asked again within the run. */
const LANE_COOLDOWN = '10s';

/** A mail world that counts, a Redis, an API and three workers, each as the process it is in a deployment. */
export async function raiseLanes(lifetime: Lifetime, folder: string, terminal: Terminal): Promise<LanesWorld> {
  const sandbox = await startSandbox({
    now: () => performance.now(),
    tls: 'none',
    delays: { greylistMs: GREYLIST_MS },
  });
  lifetime.onEnd('the sandbox', () => sandbox.close());
  const dataFolder = `${folder}/data`;
  const settings = { ...parseEnv({}), dataFolder };
  const log = quietLog('bench', settings.logLevel, terminal);
  const { launched, connections } = await openOwnRedis(lifetime, { settings, log, terminal });
  const lanesFile = `${folder}/lanes.yaml`;
  await writeFile(lanesFile, LANES_FILE);
  const { dnsServer, smtpPort } = sandbox;
  const place = { redisUrl: launched.url, dataFolder, dnsServer, smtpPort, connections: CONNECTIONS };
  const env = { ...benchEnvironment(place), LANES_FILE: lanesFile, GREYLIST_DELAYS, LANE_COOLDOWN };
  const { startApi, startWorker } = startChildren(lifetime, { env, folder });
  const [api, ...workers] = await Promise.all([
    startApi(),
    ...Array.from({ length: WORKERS }, (_, index) => startWorker(`worker ${index + 1}`)),
  ]);
  let killed = 0;
  return {
    sandbox,
    client: createListsClient({ url: api.match[1] ?? '', apiKey: null, signal: lifetime.signal }),
    redis: connections.commands,
    keys: createKeys(KEY_PREFIX),
    async killWorker() {
      const victim = workers.shift();
      victim?.process.kill('SIGKILL');
      await victim?.exited;
      killed++;
      workers.push(await startWorker(`worker ${WORKERS + killed}`));
    },
  };
}
