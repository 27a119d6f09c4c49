import { Readable } from 'node:stream';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import {
  createTestDir,
  startProcess,
  startTestRedis,
  stopAtEnd,
  type TestProcess,
  type TestRedis,
} from '@mailsift/testing';
import { createListsClient, type ListsClient } from '../client/listsClient.ts';
import type { ListView } from '../client/listView.ts';

export interface SystemOptions {
  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole of it as it is deployed: processes of the `mailsift` command around a real Redis, with a mail world to ask. */
export interface System {
  readonly sandbox: Sandbox;
  readonly redis: TestRedis;
  readonly client: ListsClient;
  readonly folder: string;
  readonly url: string;
  /** Uploads rows as a CSV; gives the list. */
  upload(rows: Iterable<string>): Promise<ListView>;
  /** Waits until the list has ended, and gives its NDJSON. */
  result(listId: string): Promise<readonly ResultLine[]>;
  /** Ends the worker with SIGKILL and starts another. */
  killWorker(index: number): Promise<void>;
  killApi(): Promise<void>;
}

export interface ResultLine {
  readonly columns: readonly string[];
  readonly result: {
    readonly email: string;
    readonly status: string;
    readonly event: string | null;
    readonly cause: string | null;
    readonly attempts: number;
  };
}

const READY = { api: /^mailsift api: (http:\S+),/m, worker: /The worker runs/ } as const;

export async function startSystem({ workers: count = 2, env = {} }: SystemOptions = {}): Promise<System> {
  const [redis, folder, sandbox] = await Promise.all([
    startTestRedis({ persistent: true }),
    createTestDir(),
    startSandbox(),
  ]);
  stopAtEnd('the sandbox', () => sandbox.close());
  const environment = (port: string) => ({ ...environmentOf({ redis, folder, sandbox }), ...env, PORT: port });
  const startApiProcess = async (port: string) => {
    const started = await startProcess({ args: ['api'], env: environment(port) });
    const [, address = ''] = await started.waitForLine(READY.api);
    return { process: started, url: address };
  };
  const startWorkerProcess = () => startProcess({ args: ['worker'], env: environment('0'), waitFor: READY.worker });
  let api = await startApiProcess('0');
  const { url } = api;
  const workers: TestProcess[] = await Promise.all(Array.from({ length: count }, startWorkerProcess));
  const client = createListsClient({ url, apiKey: null, signal: new AbortController().signal });
  return {
    sandbox,
    redis,
    client,
    folder,
    url,
    upload: (rows) => client.upload({ source: Readable.from(rows), name: 'list.csv', emailColumn: null }),
    async result(listId) {
      await untilEnded(client, listId);
      return readLines(await client.download(listId, { format: 'ndjson', status: null, exclude: null }));
    },
    async killWorker(index) {
      workers[index]?.kill('SIGKILL');
      await workers[index]?.exited;
      workers[index] = await startWorkerProcess();
    },
    async killApi() {
      api.process.kill('SIGKILL');
      await api.process.exited;
      api = await startApiProcess(new URL(url).port);
    },
  };
}

function environmentOf({ redis, folder, sandbox }: Pick<System, 'redis' | 'folder' | 'sandbox'>) {
  return {
    REDIS_URL: redis.url,
    STORAGE_URL: `file://${folder}`,
    DNS_SERVERS: sandbox.dnsServer,
    SMTP_PORT: String(sandbox.smtpPort),
    ALLOW_PRIVATE_NETWORKS: 'true',
    EHLO_HOSTNAME: 'verifier.example',
    GREYLIST_DELAYS: '1s,2s,4s',
    LANE_COOLDOWN: '5s',
    RETRY_DELAYS: '1s,2s',
    CONNECT_TIMEOUT: '2s',
    COMMAND_TIMEOUT: '3s',
    SESSION_TIMEOUT: '20s',
  };
}

/** Follows a list over an API that may be killed meanwhile. */
async function untilEnded(client: ListsClient, listId: string): Promise<void> {
  for (;;) {
    try {
      for await (const list of client.follow(listId)) if (list.state === 'failed') throw new ListFailed(list.id);
      return;
    } catch (error) {
      if (error instanceof ListFailed) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

class ListFailed extends Error {}

async function readLines(body: AsyncIterable<Uint8Array>): Promise<readonly ResultLine[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
  return lines.map((line): ResultLine => JSON.parse(line));
}
