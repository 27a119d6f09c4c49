import { createReadStream } from 'node:fs';
import { readLines } from '@mailsift/intake';
import { createSignals } from '@mailsift/signals';
import type { Command } from 'commander';
import { z } from 'zod';
import { describeLinted, flagsIn, lintAddress } from '../lint/lintAddress.ts';
import { usageError } from '../terminal/commandError.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeAll } from '../terminal/writeAll.ts';

const optionsSchema = z.object({ json: z.boolean().default(false) });

const HELP = `
One address a line, from the file or from standard input. Lines with nothing to say about are left out, unless --json is given:
then each line has its object {"email", "valid", "reason", "normalized", "emailSuggested", "isDisposable", "isFreeService",
"isRoleAccount", "isGibberish"}, in the same order. Nothing is looked up, nobody is asked.

Examples:
  mailsift lint addresses.txt
  cut -d, -f2 list.csv | mailsift lint --json`;

export function addLint(program: Command, terminal: Terminal): void {
  program
    .command('lint')
    .description('syntax, flags (disposable, role, free, gibberish) and likely typos of addresses, offline')
    .argument('[file]', 'one address a line; standard input where left out, or -')
    .option('--json', 'JSON, one object a line')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, given: unknown) => {
      const { json } = optionsSchema.parse(given);
      if (file === undefined && terminal.input.isTTY === true) throw usageError('name a file, or pipe addresses in');
      const source = file === undefined || file === '-' ? terminal.input : createReadStream(file);
      await writeAll(lintLines(source, json, terminal), terminal.output);
    });
}

async function* lintLines(
  source: AsyncIterable<Buffer>,
  json: boolean,
  terminal: Pick<Terminal, 'say'>,
): AsyncGenerator<string> {
  const signals = createSignals({ warn: (message) => terminal.say(`mailsift: warning: ${message}`) });
  let line = 0;
  let invalid = 0;
  let flagged = 0;
  for await (const email of readLines(source)) {
    line++;
    const linted = lintAddress(email, signals);
    if (!linted.valid) invalid++;
    else if (flagsIn(linted).length > 0) flagged++;
    const told = json ? JSON.stringify(linted) : describeLinted(linted, line);
    if (told !== null) yield `${told}\n`;
  }
  if (!json)
    terminal.say(`${line} lines: ${invalid} no address, ${flagged} with a flag, ${line - invalid - flagged} plain`);
}
