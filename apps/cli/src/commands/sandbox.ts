import { runSandbox } from '@mailsift/sandbox';
import type { Command } from 'commander';
import { EXIT_CODES_HELP } from '../terminal/exitCodes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeAll } from '../terminal/writeAll.ts';

/** The sandbox reads its own arguments: it is of use without the rest of mailsift. */
export function addSandbox(program: Command, terminal: Terminal): void {
  program
    .command('sandbox')
    .description('a mail Internet on loopback to try things out on; --help shows its options')
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .argument('[arguments...]')
    .action(async (args: readonly string[]) => {
      const texts: string[] = [];
      const running = await runSandbox(args, (text) => texts.push(text));
      if (args.includes('--help')) texts.push(`${EXIT_CODES_HELP}\n`);
      await writeAll(asStream(texts), terminal.output);
      await running?.stopped;
    });
}

async function* asStream(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}
