import { randomUUID } from 'node:crypto';
import { sniff } from '@mailsift/intake';
import { type Manifest, readSealed, type Store, storeKeys } from '@mailsift/lists';
import { createListControl, type DispatchedPass, keepUp, type ListControl } from '@mailsift/queues';
import { connectRedis, createLogger, parseEnv } from '@mailsift/runtime';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { createTestDir, startTestRedis, stopAtEnd, waitUntil } from '@mailsift/testing';
import { createContext } from '../createContext.ts';
import { startWorker } from '../startWorker.ts';
import { createListThreads, type ListThreads } from '../thread/createListThreads.ts';
import type { WorkerContext } from '../workerContext.ts';

/** Ten renewals long: soon given to somebody else, and a machine with much to do has time to renew. */
const LIFETIME_MS = 5_000;
const LEASE_MS = 1_000;
/** Longer than a worker takes between two heartbeats. */
const HANDOVER_AFTER_MS = 5_000;

const redis = await startTestRedis();
export const sandbox: Sandbox = await startSandbox();
stopAtEnd('the sandbox', () => sandbox.close());
/** For all worlds: a thread for each would cost more than what is tested. */
export const listThreads = createListThreads(8);
stopAtEnd('the threads', () => listThreads.close());

export interface ListWorld {
  readonly context: WorkerContext;
  readonly control: ListControl;
  readonly manifest: Manifest;
  readonly store: Store;
  /** The addresses of the list, one a row, in its order. */
  readonly rows: readonly string[];
  /** Passes that were dispatched into the queue, in their order. */
  readonly dispatched: readonly DispatchedPass[];
  /** Starts a real worker on the same Redis and store; it does what is left. */
  completeByWorker(): Promise<void>;
  /** Starts a real worker until something is so. */
  runWorkerUntil(isSo: () => Promise<boolean>): Promise<void>;
  /** Starts a real worker with settings of its own; gives what ends it. */
  startWorker(env?: Readonly<Record<string, string>>, threads?: ListThreads): Promise<() => Promise<void>>;
}

const log = createLogger({ level: 'silent', name: 'interleavings' });

/** A list of its own, uploaded and accepted, with a context whose handlers a test calls itself. */
export async function startListWorld(
  env: Readonly<Record<string, string>> = {},
  /** The rows of the list, of addresses that hold the tag: they are this list's alone. */
  addresses: (tag: string) => readonly string[] = rowsOf,
): Promise<ListWorld> {
  const prefix = `w${randomUUID().slice(0, 8)}`;
  const folder = await createTestDir();
  const settings = parseEnv({ ...environmentOf(folder), ...env });
  const connections = connectRedis(redis.url, log);
  await waitUntil(() => connections.commands.status === 'ready');
  const options = {
    settings,
    redis: connections.commands,
    prefix,
    log,
    leaseMs: LEASE_MS,
    passes: { lifetimeMs: LIFETIME_MS },
    listThreads,
  };
  const { context: bare, close } = await createContext({ ...options, stopping: new AbortController().signal });
  stopAtEnd('the context of a list', async () => {
    await close();
    await connections.close();
  });
  const dispatched: DispatchedPass[] = [];
  const context: WorkerContext = {
    ...bare,
    catalogue: {
      ...bare.catalogue,
      async addProbes(identity, passes) {
        dispatched.push(...passes);
        await bare.catalogue.addProbes(identity, passes);
      },
    },
  };
  await keepUp(context, {
    maxListAgeMs: settings.maxListAgeMs,
    retentionDays: settings.retentionDays,
    leaseMs: LEASE_MS,
    wait: async () => {},
    say: () => {},
  });
  for (const { id } of settings.identities) await context.passes.heartbeat(id, 'test', 100);
  const control = createListControl({ ...context, maxListAgeMs: settings.maxListAgeMs, onRedisError: () => {} });
  const { manifest, rows } = await upload(context.store, prefix, addresses(prefix));
  await control.accept(manifest);
  const startOne = async (own: Readonly<Record<string, string>> = {}, threads: ListThreads = listThreads) => {
    const worker = await startWorker({
      settings: parseEnv({ ...environmentOf(folder), ...env, ...own }),
      connections,
      log,
      prefix,
      leaseMs: LEASE_MS,
      passes: { lifetimeMs: LIFETIME_MS },
      listThreads: threads,
      handoverMs: HANDOVER_AFTER_MS,
    });
    return stopAtEnd('a worker', () => worker.close());
  };
  const runWorkerUntil = async (isSo: () => Promise<boolean>) => {
    const stop = await startOne();
    try {
      await waitUntil(isSo, { timeoutMs: 60_000 });
    } finally {
      await stop();
    }
  };
  const completeByWorker = () => runWorkerUntil(async () => (await readSealed(context.store, manifest.id)) !== null);
  return {
    ...{ context, control, manifest, store: context.store, rows, dispatched },
    ...{ completeByWorker, runWorkerUntil, startWorker: startOne },
  };
}

function environmentOf(folder: string) {
  return {
    STORAGE_URL: `file://${folder}`,
    DNS_SERVERS: sandbox.dnsServer,
    SMTP_PORT: String(sandbox.smtpPort),
    ALLOW_PRIVATE_NETWORKS: 'true',
    GREYLIST_DELAYS: '1s,2s,4s',
    RETRY_DELAYS: '500ms',
    EHLO_HOSTNAME: 'verifier.example',
  };
}

/** Every kind of end an address can come to, and rows that share one. Addresses are this list's alone, to be counted by. */
function rowsOf(tag: string): readonly string[] {
  return [
    `user-${tag}-a@exists.test`,
    `unknown-${tag}@exists.test`,
    'not an address',
    `user-${tag}@greylist.test`,
    '',
    `USER-${tag}-A@exists.test`,
    `user-${tag}@catch-all.test`,
    `user-${tag}@nxdomain.test`,
    `user-${tag}-b@exists.test`,
    `user-${tag}@greylist.test`,
    `disabled-${tag}@exists.test`,
  ];
}

export async function upload(store: Store, tag: string, rows: readonly string[]) {
  const bytes = Buffer.from(['id,email', ...rows.map((row, index) => `${index},${row}`), ''].join('\n'));
  const sniffed = sniff(bytes, { complete: true });
  if (!sniffed.ok) throw new Error(sniffed.problem.message);
  const id = `list${tag}`;
  await store.putIfAbsent(storeKeys.upload(id, 'first'), bytes);
  const manifest: Manifest = {
    version: 1,
    id,
    owner: 'tests',
    name: 'tests.csv',
    createdAt: Date.now(),
    upload: { nonce: 'first', bytes: bytes.length, sha256: '0' },
    format: { ...sniffed.format, header: [...sniffed.format.header] },
    start: true,
    webhookUrl: null,
  };
  return { manifest, rows };
}
