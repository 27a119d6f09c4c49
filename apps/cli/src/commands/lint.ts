import { createReadStream } from 'node:fs';
import { createSignals } from '@mailsift/signals';
import type { Command } from 'commander';
import { z } from 'zod';
import { describeLinted, lintAddress } from '../lint/lintAddress.ts';
import { usageError } from '../terminal/commandError.ts';
import { readLines } from '../terminal/readLines.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeAll } from '../terminal/writeAll.ts';

const optionsSchema = z.object({ json: z.boolean().default(false) });

const HELP = `
One address a line, from the file or from standard input. Lines with nothing to say about are left out, unless --json is given:
then each line has its object {"line", "input", "address", "fault", "flags", "suggested"}. Nothing is looked up, nobody is asked.`;

export function addLint(program: Command, terminal: Terminal): void {
  program
    .command('lint')
    .description('syntax, flags (disposable, role, free, gibberish) and likely typos of addresses, offline')
    .argument('[file]', 'one address a line; standard input where left out')
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
  for await (const input of readLines(source)) {
    line++;
    const linted = lintAddress(input, line, signals);
    if (linted.fault !== null) invalid++;
    else if (linted.flags.length > 0) flagged++;
    const told = json ? JSON.stringify(linted) : describeLinted(linted);
    if (told !== null) yield `${told}\n`;
  }
  if (!json)
    terminal.say(`${line} lines: ${invalid} no address, ${flagged} with a flag, ${line - invalid - flagged} plain`);
}
