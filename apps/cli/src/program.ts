import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { addApi } from './commands/api.ts';
import { addBench } from './commands/bench.ts';
import { addCheck } from './commands/check.ts';
import { addDemo } from './commands/demo.ts';
import { addKeys } from './commands/keys.ts';
import { addLint } from './commands/lint.ts';
import { addReply } from './commands/reply.ts';
import { addSandbox } from './commands/sandbox.ts';
import { addStart } from './commands/start.ts';
import { addVerify } from './commands/verify.ts';
import { addWorker } from './commands/worker.ts';
import { EXIT_CODES_HELP } from './terminal/exitCodes.ts';
import type { Terminal } from './terminal/terminal.ts';

const ABOUT = `
Settings come from the environment and from .env in the working directory; .env.example lists them all.`;

/** The `mailsift` command. It throws where commander would end the process. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('mailsift')
    .description('Self-hosted bulk email verification: a list in, the same list with trustworthy verdicts out.')
    .version(readVersion(), '-V, --version')
    .helpCommand(true)
    .showHelpAfterError('(--help shows what is allowed)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.output.write(text),
      writeErr: (text) => void terminal.messages.write(text),
    })
    .addHelpText('after', ABOUT)
    .addHelpText('afterAll', EXIT_CODES_HELP);
  for (const add of [
    addStart,
    addDemo,
    addVerify,
    addCheck,
    addReply,
    addLint,
    addKeys,
    addSandbox,
    addApi,
    addWorker,
    addBench,
  ]) {
    add(program, terminal);
  }
  return program;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
