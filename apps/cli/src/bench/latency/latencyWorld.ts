import { parseEnv } from '@mailsift/runtime';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { createListsClient, type ListsClient } from '../../client/listsClient.ts';
import { openOwnRedis } from '../../platform/openRedis.ts';
import { quietLog } from '../../platform/quietLog.ts';
import type { Lifetime } from '../../terminal/lifetime.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { benchEnvironment } from '../processes/benchEnvironment.ts';
import { startChildren } from '../processes/startChildren.ts';

/** Before every reply: a server on another continent. */
export const LATENCY_MS = 200;
/** WORKER_CONNECTIONS of a worker, and what is left of them for lists: a tenth is kept for real-time checks. */
const CONNECTIONS = 100;
export const LIST_CONNECTIONS = 90;

export interface LatencyWorld {
  readonly client: ListsClient;
  /** Replies that the servers have been asked for so far, banners counted. */
  replies(): number;
  /** Starts one more worker; there is none to begin with. */
  addWorker(): Promise<void>;
}

/** Mail servers that take their time, a Redis and an API, each as it is in a deployment; closed with the lifetime. */
export async function raiseLatency(lifetime: Lifetime, folder: string, terminal: Terminal): Promise<LatencyWorld> {
  const sandbox = await startSandbox({ tls: 'none', delays: { latencyMs: LATENCY_MS } });
  lifetime.onEnd('the sandbox', () => sandbox.close());
  const dataFolder = `${folder}/data`;
  const settings = { ...parseEnv({}), dataFolder };
  const log = quietLog('bench', settings.logLevel, terminal);
  const { launched } = await openOwnRedis(lifetime, { settings, log, terminal });
  const { dnsServer, smtpPort } = sandbox;
  const env = benchEnvironment({ redisUrl: launched.url, dataFolder, dnsServer, smtpPort, connections: CONNECTIONS });
  const { startApi, startWorker } = startChildren(lifetime, { env, folder });
  const api = await startApi();
  let workers = 0;
  return {
    client: createListsClient({ url: api.match[1] ?? '', apiKey: null, signal: lifetime.signal }),
    replies: () => repliesOf(sandbox),
    async addWorker() {
      await startWorker(`worker ${++workers}`);
    },
  };
}

function repliesOf(sandbox: Sandbox): number {
  const { connections, commands } = sandbox.counts().all;
  return Object.values(commands).reduce((sum, count) => sum + count, connections.total);
}
