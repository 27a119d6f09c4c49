import { FLAGS } from '@mailsift/signals';
import { STATUSES } from '@mailsift/verdict';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { createListsClient, LIST_CHANGES, type ListsClient } from '../client/listsClient.ts';
import { describeList, tableOfLists } from '../lists/describeList.ts';
import { downloadTo } from '../lists/downloadTo.ts';
import { usageError } from '../terminal/commandError.ts';
import { type Lifetime, runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf, wordsOf } from './choices.ts';

const HELP = `
Talks to an API that runs, at --url with --api-key; MAILSIFT_URL and MAILSIFT_API_KEY say the same.

Examples:
  mailsift lists ls
  mailsift lists download 0123456789abcdef01234567 -o good.csv --status passed
  MAILSIFT_URL=https://verify.example.com mailsift lists pause 0123456789abcdef01234567`;

const connectionSchema = z.object({ url: z.string(), apiKey: z.string().nullable().default(null) });
const downloadSchema = z.object({
  output: z.string().min(1),
  format: z.enum(['csv', 'ndjson']),
  status: z.string().nullable().default(null),
  exclude: z.string().nullable().default(null),
  force: z.boolean().default(false),
});
const listSchema = z.object({ limit: z.number(), json: z.boolean().default(false) });

const CHANGES = { pause: 'let a list rest', resume: 'let a paused list go on', cancel: 'end a list as it is' } as const;

type Task = (client: ListsClient, lifetime: Lifetime) => Promise<void>;

export function addLists(program: Command, terminal: Terminal): void {
  const lists = program
    .command('lists')
    .description('the lists of a running API: ls, show, download, pause, resume, cancel, delete')
    .addOption(new Option('--url <url>', 'of the API').env('MAILSIFT_URL').default('http://127.0.0.1:3000'))
    .addOption(new Option('--api-key <key>', 'where the API asks for one').env('MAILSIFT_API_KEY'))
    .addHelpText('after', HELP)
    .action(() => lists.help({ error: true }));
  const ask = (task: Task) => {
    const { url, apiKey } = connectionSchema.parse(lists.opts());
    return runJob(terminal, (lifetime) =>
      task(createListsClient({ url: addressOf(url), apiKey, signal: lifetime.signal }), lifetime),
    );
  };
  const write = (lines: readonly string[]) => void terminal.output.write(lines.map((line) => `${line}\n`).join(''));
  const command = (name: string, description: string) =>
    lists.command(name).description(description).argument('<id>', 'of the list, as `mailsift lists ls` shows it');

  lists
    .command('ls')
    .description('the newest lists')
    .option('--limit <count>', 'how many', countOf, 20)
    .option('--json', 'one JSON object a line')
    .action((options: unknown) => {
      const { limit, json } = listSchema.parse(options);
      return ask(async (client) => {
        const newest = await client.newest(limit);
        write(json ? newest.map((list) => JSON.stringify(list)) : tableOfLists(newest));
      });
    });
  command('show', 'how far a list has come, and its results so far').action((id: string) =>
    ask(async (client) => write(describeList(await client.read(id)))),
  );
  command('download', 'write the verified list to a file')
    .requiredOption('-o, --output <file>', 'where it goes; - is standard output')
    .addOption(new Option('--format <format>', 'of the output').choices(['csv', 'ndjson']).default('csv'))
    .option('--status <statuses>', `only these rows: ${STATUSES.join(', ')}`, wordsOf(STATUSES))
    .option('--exclude <flags>', `without these rows: ${FLAGS.join(', ')}`, wordsOf(FLAGS))
    .option('--force', 'replace the output file where it exists')
    .action((id: string, options: unknown) => {
      const choice = downloadSchema.parse(options);
      return ask((client, { signal }) => downloadTo(choice, { client, id, terminal, signal }));
    });
  for (const change of LIST_CHANGES) {
    command(change, CHANGES[change]).action((id: string) =>
      ask(async (client) => write(describeList(await client.change(id, change)))),
    );
  }
  command('delete', 'delete a list and everything of it').action((id: string) =>
    ask(async (client) => {
      await client.remove(id);
      terminal.say(`List ${id} is deleted.`);
    }),
  );
}

/** @throws CommandError for what is no web address. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw usageError(`--url ${text} is no http address`);
  return text.replace(/\/+$/, '');
}
