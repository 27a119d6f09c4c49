import { createListsClient, type ListsClient } from '../client/listsClient.ts';
import type { ListView } from '../client/listView.ts';
import { watch } from '../client/watch.ts';
import type { VerifyOptions } from '../commands/verify.ts';
import { formatSummary } from '../display/summary.ts';
import { type OutputFile, openOutputFile } from '../output/outputFile.ts';
import { openApi } from '../platform/openApi.ts';
import { openOwnRedis } from '../platform/openRedis.ts';
import { openWorker } from '../platform/openWorker.ts';
import { quietLog } from '../platform/quietLog.ts';
import { readSettings } from '../platform/settings.ts';
import { usageError } from '../terminal/commandError.ts';
import { type Lifetime, runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeAll } from '../terminal/writeAll.ts';
import { type Input, openInput } from './openInput.ts';

/** Raises a platform for one list: uploads it, waits for its end, writes the result, and forgets the list. */
export async function verifyFile(list: string | null, options: VerifyOptions, terminal: Terminal): Promise<void> {
  if ((list === null) === (options.resume === null)) throw usageError('name either a file to verify or --resume <id>');
  const settings = readSettings(terminal);
  const output = options.output === '-' ? null : await openOutputFile(options.output, options);
  const input = list === null ? null : await openInput(list, terminal);
  let listId = options.resume;
  const interrupted = () =>
    listId === null
      ? 'interrupted; nothing was begun'
      : `interrupted. What was found out is kept in ${settings.dataFolder}; go on with:\n  mailsift verify --resume ${listId} -o ${options.output}`;

  await runJob(
    terminal,
    async (lifetime) => {
      const client = await raise(lifetime, settings, terminal);
      listId ??= (await upload(client, input, options)).id;
      const ended = await watch(client, listId, terminal);
      await download(client, { list: ended, options, output, terminal, lifetime });
      terminal.say(formatSummary(ended));
      if (output !== null) terminal.say(`Written to ${output.path}`);
      // Addresses are personal data: a one-shot command leaves none behind.
      await client.remove(ended.id);
    },
    interrupted,
  );
}

/** API and worker in this process, with a Redis of their own unless one is set. */
async function raise(
  lifetime: Lifetime,
  settings: ReturnType<typeof readSettings>,
  terminal: Terminal,
): Promise<ListsClient> {
  const log = quietLog('verify', settings.logLevel, terminal);
  const { connections } = await openOwnRedis(lifetime, { settings, log, terminal });
  await openWorker(lifetime, { settings, connections, log });
  const local = { ...settings, host: '127.0.0.1', port: 0 };
  const { url } = await openApi(lifetime, { settings: local, connections, log });
  return createListsClient({ url, apiKey: settings.apiKeys[0] ?? null, signal: lifetime.signal });
}

async function upload(client: ListsClient, input: Input | null, { emailColumn }: VerifyOptions): Promise<ListView> {
  if (input === null) throw new Error('There is nothing to upload');
  return client.upload({ ...input, emailColumn });
}

interface DownloadTask {
  readonly list: ListView;
  readonly options: VerifyOptions;
  /** Null for standard output. */
  readonly output: OutputFile | null;
  readonly terminal: Terminal;
  readonly lifetime: Lifetime;
}

async function download(client: ListsClient, task: DownloadTask): Promise<void> {
  const { list, options, output, terminal, lifetime } = task;
  const file = await client.download(list.id, options);
  if (output === null) await writeAll(file, terminal.output);
  else await output.write(file, lifetime.signal);
}
