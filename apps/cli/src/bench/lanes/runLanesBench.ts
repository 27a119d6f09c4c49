import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTable } from '../../display/table.ts';
import { CommandError } from '../../terminal/commandError.ts';
import { runJob } from '../../terminal/lifetime.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { BenchOptions } from '../benchOptions.ts';
import { isReached, type LaneFigure, laneFigures } from './laneFigures.ts';
import { raiseLanes, WORKERS } from './lanesWorld.ts';
import { alone, besideBlocked, manyBatches, underFire } from './scenarios.ts';

/** 1,000 batches unless `--rows` says otherwise. */
const BATCH = 100;
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

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
      manyBatches: await manyBatches(run, batches),
      batches,
    });
    terminal.output.write(options.json ? `${JSON.stringify({ figures }, null, 2)}\n` : `${formatFigures(figures)}\n`);
  });
}

function formatFigures(figures: readonly LaneFigure[]): string {
  const table = formatTable(
    [['what', 'measured', 'unit', 'target', ''], ...figures.map(rowOf)],
    ['left', 'right', 'left', 'right', 'left'],
  );
  return [`${WORKERS} workers, counted by the servers they ask; everything on this machine.`, '', ...table].join('\n');
}

function rowOf(figure: LaneFigure): readonly string[] {
  const { what, measured, unit, target } = figure;
  const reached = isReached(figure);
  return [
    what,
    measured === null ? '?' : number.format(measured),
    unit,
    target === null ? '' : `${target.kind === 'at_most' ? '<=' : '>='} ${number.format(target.value)}`,
    reached === null ? '' : reached ? 'reached' : 'missed',
  ];
}
