import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Sandbox, startSandbox } from '@mailsift/sandbox';
import { createListsClient, type ListsClient } from '../client/listsClient.ts';
import type { ListView } from '../client/listView.ts';
import { watch } from '../client/watch.ts';
import { formatSummary } from '../display/summary.ts';
import { openOutputFile } from '../output/outputFile.ts';
import { openApi } from '../platform/openApi.ts';
import { openOwnRedis, REDIS_IN_WORDS } from '../platform/openRedis.ts';
import { openWorker } from '../platform/openWorker.ts';
import { quietLog } from '../platform/quietLog.ts';
import { CommandError } from '../terminal/commandError.ts';
import { type Lifetime, runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { compareTruth } from './compareTruth.ts';
import { demoSample } from './demoSample.ts';
import { DEMO_DELAYS_TOLD, demoSettings } from './demoSettings.ts';

export interface DemoOptions {
  readonly keep: boolean;
  /** Null for the 300 rows made for it. */
  readonly rows: number | null;
}

/** Raises a mail world and a platform, verifies a sample list through the API, and holds every verdict against the truth. */
export async function runDemo({ keep, rows }: DemoOptions, terminal: Terminal): Promise<void> {
  const startedAt = performance.now();
  await runJob(terminal, async (lifetime) => {
    const { sandbox, client, url } = await raise(lifetime, terminal);
    const { entries, csv } = demoSample(rows);
    const list = await client.upload({ source: Readable.from([csv]), name: 'demo.csv', emailColumn: null });
    const ended = await watch(client, list.id, terminal);
    const folder = await mkdtemp(join(tmpdir(), 'mailsift-demo-'));
    await writeFile(join(folder, 'list.csv'), csv);
    const cleaned = await download(client, ended, { folder, signal: lifetime.signal });
    const differences = await compareTruth(await readFile(cleaned), entries, sandbox);
    terminal.say(`\n${formatSummary(ended)}\n`);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    terminal.say(`List in:  ${join(folder, 'list.csv')}\nList out: ${cleaned}`);
    terminal.say(`${entries.length - differences.length} of ${entries.length} verdicts are right, in ${seconds} s.`);
    for (const { row, expected, found } of differences)
      terminal.say(`  row ${row} is\n    ${found}\n  not\n    ${expected}`);
    if (keep) await stay(lifetime, terminal, { url, sandbox });
    if (differences.length > 0) throw new CommandError(`${differences.length} verdicts are wrong`);
  });
}

interface DemoWorld {
  readonly sandbox: Sandbox;
  readonly client: ListsClient;
  readonly url: string;
}

async function raise(lifetime: Lifetime, terminal: Terminal): Promise<DemoWorld> {
  const { signal } = lifetime;
  const data = await mkdtemp(join(tmpdir(), 'mailsift-demo-data-'));
  lifetime.onEnd('the data folder', () => rm(data, { recursive: true, force: true, maxRetries: 3 }));
  const sandbox = await startSandbox();
  lifetime.onEnd('the sandbox', () => sandbox.close());
  terminal.say(`A mail Internet on loopback: ${sandbox.domains.length} domains, each with a behaviour of its own.`);
  const settings = demoSettings(sandbox, data);
  const log = quietLog('demo', settings.logLevel, terminal);
  const { launched, connections } = await openOwnRedis(lifetime, { settings, log, terminal, demo: true });
  signal.throwIfAborted();
  await openWorker(lifetime, { settings, connections, log });
  const { url } = await openApi(lifetime, { settings, connections, log });
  terminal.say(
    `Redis (${REDIS_IN_WORDS[launched.how]}), a worker, and the API at ${url}. Short delays for the demo: ${DEMO_DELAYS_TOLD}`,
  );
  return { sandbox, url, client: createListsClient({ url, apiKey: null, signal }) };
}

interface Place {
  readonly folder: string;
  readonly signal: AbortSignal;
}

async function download(client: ListsClient, ended: ListView, { folder, signal }: Place): Promise<string> {
  const output = await openOutputFile(join(folder, 'clean.csv'), { force: false });
  await output.write(await client.download(ended.id, { format: 'csv', status: null, exclude: null }), signal);
  return output.path;
}

async function stay(
  { signal }: Lifetime,
  terminal: Terminal,
  { url, sandbox }: Pick<DemoWorld, 'url' | 'sandbox'>,
): Promise<void> {
  terminal.say(`\nThe API stays up: curl -F file=@list.csv ${url}/v1/lists`);
  terminal.say(`The page: ${url}/`);
  terminal.say('To ask the same mail servers by other commands:');
  terminal.say(`  DNS_SERVERS=${sandbox.dnsServer} SMTP_PORT=${sandbox.smtpPort} ALLOW_PRIVATE_NETWORKS=true`);
  terminal.say('Ctrl+C stops it.');
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
