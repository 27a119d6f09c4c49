import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createListsClient } from '../client/listsClient.ts';
import { CommandError } from '../terminal/commandError.ts';
import { runJob } from '../terminal/lifetime.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { measureBareCsv } from './bare/bareCsv.ts';
import { type BareSockets, measureBareSockets } from './bare/bareSockets.ts';
import type { BenchOptions, BenchRun } from './benchOptions.ts';
import { writeList } from './list/writeList.ts';
import { checkList } from './measure/checkList.ts';
import { measureList } from './measure/measureList.ts';
import { type BenchWorld, raiseBench } from './processes/raiseBench.ts';
import { collectFigures } from './report/collectFigures.ts';
import type { BenchReport } from './report/figures.ts';
import { formatReport } from './report/formatReport.ts';
import { readMachine } from './report/machine.ts';

/** Runs a generated list through a whole platform on this machine and says how fast it went and what it took. */
export async function runBench(options: BenchOptions, terminal: Terminal): Promise<void> {
  await runJob(terminal, async (lifetime) => {
    const folder = await mkdtemp(join(tmpdir(), 'mailsift-bench-'));
    lifetime.onEnd('the folder', () =>
      options.keep ? terminal.say(`Kept: ${folder}`) : rm(folder, { recursive: true, force: true, maxRetries: 3 }),
    );
    const late = new CommandError(`the list was not done within ${options.deadline} minutes`);
    const deadline = setTimeout(() => lifetime.fail(late), options.deadline * 60_000);
    lifetime.onEnd('the deadline', () => clearTimeout(deadline));
    const report = await measure({ options, folder, lifetime, terminal });
    terminal.output.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${formatReport(report)}\n`);
  });
}

async function measure(run: BenchRun): Promise<BenchReport> {
  const { options, folder, lifetime, terminal } = run;
  const { rows, workers, connections } = options;
  const path = join(folder, 'list.csv');
  terminal.say(`Writing ${rows} rows to ${path}`);
  await writeList(path, options, lifetime.signal);
  // Once before and once after: a machine is not always equally fast.
  const csvBefore = await bareCsv(run, path);
  const world = await raiseBench(lifetime, { folder, ...options }, terminal);
  const client = createListsClient({ url: world.url, apiKey: null, signal: lifetime.signal });
  const measured = await measureList(run, { path, client, world });
  const csvAfter = await bareCsv(run, path);
  const sockets = await bareSockets(run, world);
  terminal.say('Checking every row');
  const { rows: checkedRows } = await checkList(client, measured.list, options);
  const bare = csvBefore === null || csvAfter === null ? null : (csvBefore + csvAfter) / 2;
  return {
    machine: await readMachine(world.redis),
    ...{ rows, workers, connections, checkedRows },
    addresses: measured.list.addresses.total ?? 0,
    figures: collectFigures({ ...measured, bareCsv: bare, bareSockets: sockets }),
    processes: measured.processes,
    seconds: measured.seconds,
  };
}

async function bareCsv({ options, lifetime }: BenchRun, path: string): Promise<number | null> {
  return options.what === 'list' ? null : measureBareCsv(path, lifetime.signal);
}

async function bareSockets({ options, lifetime, terminal }: BenchRun, world: BenchWorld): Promise<BareSockets | null> {
  if (options.what === 'list') return null;
  terminal.say('Saying the same over bare sockets');
  const { workers: threads, connections } = options;
  return measureBareSockets({ list: options, ...world.sandbox, threads, connections, signal: lifetime.signal });
}
