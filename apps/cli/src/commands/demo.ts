import type { Command } from 'commander';
import { z } from 'zod';
import { runDemo } from '../demo/runDemo.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf } from './choices.ts';

const optionsSchema = z.object({ keep: z.boolean().default(false), rows: z.int().nullable().default(null) });

const HELP = `
Everything is real but the mail servers: a private Redis, a worker, the API, a list uploaded and downloaded by HTTP. It needs
no settings and no network; what it starts it stops, and what it keeps on disk it removes, but for the two lists it shows.`;

export function addDemo(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .description('a sample list against a mail Internet on loopback, every verdict checked; less than a minute')
    .option('--keep', 'stay up afterwards, to try things out')
    .option('--rows <number>', 'another length of the list; above 300 it takes longer', countOf)
    .addHelpText('after', HELP)
    .action(async (options: unknown) => runDemo(optionsSchema.parse(options), terminal));
}
