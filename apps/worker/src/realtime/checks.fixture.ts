import { randomUUID } from 'node:crypto';
import { createKeys } from '@mailsift/hints';
import { createCatalogue, createRealTimeChecks, type RealTimeChecks } from '@mailsift/queues';
import { connectRedis, createLogger, parseEnv } from '@mailsift/runtime';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { createTestDir, startTestRedis, stopAtEnd, waitUntil } from '@mailsift/testing';
import { startWorker } from '../startWorker.ts';

const redis = await startTestRedis();
export const sandbox: Sandbox = await startSandbox();
stopAtEnd('the sandbox', () => sandbox.close());

const log = createLogger({ level: 'silent', name: 'checks' });

export interface CheckWorld {
  readonly checks: RealTimeChecks;
  /** Starts a worker process's worth of work on the same Redis and store; returns what ends it. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<() => Promise<void>>;
}

/** Real-time checks as the API makes them, on a Redis prefix of their own; no worker runs yet. */
export async function startCheckWorld(): Promise<CheckWorld> {
  const prefix = `c${randomUUID().slice(0, 8)}`;
  const folder = await createTestDir();
  const connections = connectRedis(redis.url, log);
  stopAtEnd('the connections', () => connections.close());
  await waitUntil(() => connections.commands.status === 'ready');
  const keys = createKeys(prefix);
  const catalogue = createCatalogue({ redis: connections.commands, keys, onError: () => {} });
  stopAtEnd('the queues', () => catalogue.close());
  const checks = createRealTimeChecks({ redis: connections.commands, keys, catalogue, mostWaiting: 5 });
  stopAtEnd('the checks', () => checks.close());
  return {
    checks,
    async startWorker(env = {}) {
      const settings = parseEnv({ ...environmentOf(folder), ...env });
      const worker = await startWorker({ settings, connections, log, prefix, leaseMs: 1_000 });
      const stop = stopAtEnd('a worker', () => worker.close());
      const [own] = settings.identities;
      await waitUntil(async () => (await connections.commands.zscore(keys.identities, own?.id ?? '')) !== null);
      return stop;
    },
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
