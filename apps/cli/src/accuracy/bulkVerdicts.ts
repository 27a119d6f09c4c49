import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readLines } from '@mailsift/intake';
import type { Settings } from '@mailsift/runtime';
import { z } from 'zod';
import { createListsClient } from '../client/listsClient.ts';
import { openApi } from '../platform/openApi.ts';
import { openOwnRedis } from '../platform/openRedis.ts';
import { openWorker } from '../platform/openWorker.ts';
import { quietLog } from '../platform/quietLog.ts';
import { runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { FoundVerdict } from './tallyVerdicts.ts';

const lineSchema = z.object({
  columns: z.tuple([z.string()]),
  result: z.object({ status: z.string(), event: z.string().nullable(), cause: z.string().nullable() }),
});

/**
 * The verdicts of a list of addresses that goes the whole way: API, Redis, worker, download. By address as given. The
 * settings are asked for with the folder to keep it in.
 */
export async function bulkVerdicts(
  addresses: readonly string[],
  settingsFor: (folder: string) => Settings,
  terminal: Terminal,
): Promise<ReadonlyMap<string, FoundVerdict>> {
  const found = new Map<string, FoundVerdict>();
  await runJob(terminal, async (lifetime) => {
    const { signal } = lifetime;
    const data = await mkdtemp(join(tmpdir(), 'mailsift-accuracy-'));
    lifetime.onEnd('the data folder', () => rm(data, { recursive: true, force: true, maxRetries: 3 }));
    const settings = settingsFor(data);
    const log = quietLog('accuracy', settings.logLevel, terminal);
    const { connections } = await openOwnRedis(lifetime, { settings, log, terminal, demo: true });
    await openWorker(lifetime, { settings, connections, log });
    const { url } = await openApi(lifetime, { settings, connections, log });
    const client = createListsClient({ url, apiKey: null, signal });
    const csv = ['email\n', ...addresses.map((address) => `${address}\n`)];
    const list = await client.upload({ source: Readable.from(csv), name: 'accuracy.csv', emailColumn: null });
    for await (const now of client.follow(list.id)) if (now.state === 'failed') throw new Error('The list failed');
    const body = await client.download(list.id, { format: 'ndjson', status: null, exclude: null });
    for await (const line of readLines(buffersOf(body))) {
      const { columns, result } = lineSchema.parse(JSON.parse(line));
      found.set(columns[0], result);
    }
  });
  return found;
}

async function* buffersOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.from(chunk);
}
