import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../terminal/commandError.ts';
import { runJob } from '../../terminal/lifetime.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { BenchOptions } from '../benchOptions.ts';
import { formatLaneFigures } from './formatLaneFigures.ts';
import { laneFigures } from './laneFigures.ts';
import { raiseLanes, WORKERS } from './lanesWorld.ts';
import { alone, besideBlocked, manyBatches, paused, underFire } from './scenarios.ts';

/** 1,000 batches unless `--rows` says otherwise. */
const BATCH = 100;
const HEAD = `${WORKERS} workers, counted by the servers they ask; everything on this machine.`;

/** Shows how limits are kept and used: three workers against servers that count. */
export async function runLanesBench(options: BenchOptions, terminal: Terminal): Promise<void> {
  await runJob(terminal, async (lifetime) => {
    const folder = await mkdtemp(join(tmpdir(), 'mailsift-lanes-'));
    lifetime.onEnd('the folder', () =>
      options.keep ? terminal.say(`Kept: ${folder}`) : rm(folder, { recursive: true, force: true, maxRetries: 3 }),
    );
    const late = new CommandError(`the lists were not done within ${options.deadline} minutes`);
    const deadline = setTimeout(() => lifetime.fail(late), options.deadline * 60_000);
    lifetime.onEnd('the deadline', () => clearTimeout(deadline));
    const world = await raiseLanes(lifetime, folder, terminal);
    const run = { world, signal: lifetime.signal, terminal };
    const batches = Math.ceil(options.rows / BATCH);
    const figures = laneFigures({
      alone: await alone(run),
      besideBlocked: await besideBlocked(run),
      underFire: await underFire(run),
      paused: await paused(run),
      manyBatches: await manyBatches(run, batches),
      batches,
    });
    terminal.output.write(
      options.json ? `${JSON.stringify({ figures }, null, 2)}\n` : `${formatLaneFigures(HEAD, figures)}\n`,
    );
  });
}
