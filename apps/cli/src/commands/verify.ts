import { FLAGS } from '@mailsift/signals';
import { STATUSES } from '@mailsift/verdict';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { Terminal } from '../terminal/terminal.ts';
import { verifyFile } from '../verify/verifyFile.ts';
import { wordsOf } from './choices.ts';

const optionsSchema = z.object({
  output: z.string().min(1),
  emailColumn: z.string().min(1).nullable().default(null),
  format: z.enum(['csv', 'ndjson']),
  status: z.string().nullable().default(null),
  exclude: z.string().nullable().default(null),
  resume: z.string().nullable().default(null),
  force: z.boolean().default(false),
});
export type VerifyOptions = z.infer<typeof optionsSchema>;

const HELP = `
Reads csv, tsv, txt (each also .gz) or xlsx; - is standard input or output. Every row comes back in its place, with our columns after its own.
Ctrl+C stops: the message then says how to go on. What is kept until the file is written is in STORAGE_URL (./data).

Examples:
  mailsift verify list.csv -o clean.csv
  mailsift verify list.csv -o good.csv --status passed --exclude disposable,role
  cat list.csv.gz | mailsift verify - -o - --format ndjson > clean.ndjson`;

export function addVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description('verify a file, one shot: a list in, the same list with verdicts out')
    .argument('[list]', 'the file to verify')
    .requiredOption('-o, --output <file>', 'where the verified list goes')
    .option('--email-column <column>', 'name or number (from 1) of the column with the addresses')
    .addOption(new Option('--format <format>', 'of the output').choices(['csv', 'ndjson']).default('csv'))
    .option('--status <statuses>', `only these rows: ${STATUSES.join(', ')}`, wordsOf(STATUSES))
    .option('--exclude <flags>', `without these rows: ${FLAGS.join(', ')}`, wordsOf(FLAGS))
    .option('--resume <id>', 'go on with a list that was interrupted, in place of a file')
    .option('--force', 'replace the output file where it exists')
    .addHelpText('after', HELP)
    .action(async (list: string | undefined, options: unknown) => {
      await verifyFile(list ?? null, optionsSchema.parse(options), terminal);
    });
}
