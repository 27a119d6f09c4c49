import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { EXIT_CODES_HELP } from './terminal/exitCodes.ts';
import type { Terminal } from './terminal/terminal.ts';

const ABOUT = `
Settings come from the environment and from .env in the working directory; .env.example lists them all.`;

type AddCommand = (program: Command, terminal: Terminal) => void;

/** In the order of the help. Loaded when asked for: `reply` and `lint` start without queues, stores and servers. */
const COMMANDS = {
  start: async () => (await import('./commands/start.ts')).addStart,
  demo: async () => (await import('./commands/demo.ts')).addDemo,
  verify: async () => (await import('./commands/verify.ts')).addVerify,
  check: async () => (await import('./commands/check.ts')).addCheck,
  reply: async () => (await import('./commands/reply.ts')).addReply,
  lint: async () => (await import('./commands/lint.ts')).addLint,
  lists: async () => (await import('./commands/lists.ts')).addLists,
  keys: async () => (await import('./commands/keys.ts')).addKeys,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
  sandbox: async () => (await import('./commands/sandbox.ts')).addSandbox,
  api: async () => (await import('./commands/api.ts')).addApi,
  worker: async () => (await import('./commands/worker.ts')).addWorker,
  bench: async () => (await import('./commands/bench.ts')).addBench,
} as const satisfies Record<string, () => Promise<AddCommand>>;

/**
 * The `mailsift` command, with the one that `args` (without node and script) begin with, or with all of them where they
 * begin with none. It throws where commander would end the process.
 */
export async function createProgram(terminal: Terminal, args: readonly string[]): Promise<Command> {
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
  const asked = Object.entries(COMMANDS).filter(([name]) => name === args[0]);
  const loading = (asked.length > 0 ? asked : Object.entries(COMMANDS)).map(([, load]) => load());
  for (const add of await Promise.all(loading)) add(program, terminal);
  return program;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
