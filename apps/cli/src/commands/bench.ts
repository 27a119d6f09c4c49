import { resolve } from 'node:path';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { runLanesBench } from '../bench/lanes/runLanesBench.ts';
import { runLatencyBench } from '../bench/latency/runLatencyBench.ts';
import { MOST_ROWS } from '../bench/list/benchDomain.ts';
import { runSandboxProcess } from '../bench/processes/sandboxProcess.ts';
import { runBench } from '../bench/runBench.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf } from './choices.ts';

const WHAT = ['all', 'list', 'lanes', 'latency'] as const;

const RUNS = {
  all: runBench,
  list: runBench,
  lanes: runLanesBench,
  latency: runLatencyBench,
} as const satisfies Record<(typeof WHAT)[number], typeof runBench>;

const optionsSchema = z.object({
  rows: z.int().default(100_000),
  seed: z.int().default(1),
  workers: z.int().default(2),
  connections: z.int().default(100),
  deadline: z.int().default(55),
  profile: z.string().nullable().default(null),
  keep: z.boolean().default(false),
  json: z.boolean().default(false),
});

const HELP = `
A generated list goes through a sandbox, a private Redis, the API and workers, each a process of its own, by HTTP: 40 % of it one
domain, 15 % domains of one to three addresses. Beside it, in the same run and on the same machine: csv-parse alone on the file, and
bare sockets that say the same commands to the same servers. Limits of lanes are lifted, so that the software is measured. Every
row of the result is checked. The table goes to standard output; what is started is stopped and what is written removed.
\`list\` leaves the bare measures out. \`lanes\` shows how the limits of mail operators are kept and used instead: three workers, one
killed twice, against servers that throttle, block, greylist and count; in four lists and some five minutes. \`latency\` asks servers
that take 200 ms for each reply, with one worker and then with two: whether connections are ever idle; about a minute.`;

export function addBench(program: Command, terminal: Terminal): void {
  program
    .command('bench')
    .description('how fast it all is on this machine, and what it takes')
    .addArgument(new Argument('[what]').choices(WHAT).default('all'))
    .option('--rows <number>', 'length of the list (100000)', rowsOf)
    .option('--workers <number>', 'worker processes (2)', countOf)
    .option('--connections <number>', 'connections of one worker (100)', countOf)
    .option('--seed <number>', 'another list (1)', countOf)
    .option('--deadline <minutes>', 'give up after so long (55)', countOf)
    .option('--profile <folder>', 'write CPU profiles of the workers there')
    .option('--keep', 'leave the list, the data and the logs where they are')
    .option('--json', 'the figures as JSON')
    .addHelpText('after', HELP)
    .action(async (what: unknown, options: unknown) => {
      const { profile, ...rest } = optionsSchema.parse(options);
      const folder = profile === null ? null : resolve(profile);
      const run = { ...rest, what: z.enum(WHAT).parse(what), profile: folder };
      await RUNS[run.what](run, terminal);
    });
  program.command('bench-sandbox', { hidden: true }).action(() => runSandboxProcess(terminal));
}

function rowsOf(text: string): number {
  const rows = countOf(text);
  if (rows > MOST_ROWS) throw new InvalidArgumentError(`It is at most ${MOST_ROWS}.`);
  return rows;
}
