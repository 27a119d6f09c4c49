import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../../terminal/commandError.ts';
import { type Lifetime, runJob } from '../../terminal/lifetime.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { BenchOptions } from '../benchOptions.ts';
import { formatLaneFigures } from '../lanes/formatLaneFigures.ts';
import type { LaneFigure } from '../lanes/laneFigures.ts';
import { LATENCY_MS, type LatencyWorld, LIST_CONNECTIONS, raiseLatency } from './latencyWorld.ts';

/** More work than is done meanwhile, at the 64 operators that the sandbox has for such names: each is a lane with a server of its own. */
const DOMAINS = 250;
const ADDRESSES = 300;
/** Between the first reply and the window: connections are opened one by one. */
const SETTLE_MS = 8_000;
const WINDOW_MS = 15_000;
const LOOK_EVERY_MS = 100;
const START_WITHIN_MS = 30_000;

/** Shows what becomes of waiting: whether each connection always has a question under way, with one worker and with two. */
export async function runLatencyBench(options: BenchOptions, terminal: Terminal): Promise<void> {
  await runJob(terminal, async (lifetime) => {
    const folder = await mkdtemp(join(tmpdir(), 'mailsift-latency-'));
    lifetime.onEnd('the folder', () =>
      options.keep ? terminal.say(`Kept: ${folder}`) : rm(folder, { recursive: true, force: true, maxRetries: 3 }),
    );
    const world = await raiseLatency(lifetime, folder, terminal);
    await world.client.upload({ source: Readable.from(addresses()), name: 'latency.csv', emailColumn: 'email' });
    const one = await measureWith(world, { workers: 1, lifetime, terminal });
    const two = await measureWith(world, { workers: 2, lifetime, terminal });
    const figures = latencyFigures(one, two);
    const head = `Servers that take ${LATENCY_MS} ms for each reply, workers of ${LIST_CONNECTIONS} connections for lists; everything on this machine.`;
    terminal.output.write(
      options.json ? `${JSON.stringify({ figures }, null, 2)}\n` : `${formatLaneFigures(head, figures)}\n`,
    );
  });
}

interface Measuring {
  /** Once the next one is started. */
  readonly workers: number;
  readonly lifetime: Lifetime;
  readonly terminal: Terminal;
}

/** Replies a second, after one more worker has found its pace. */
async function measureWith(world: LatencyWorld, { workers, lifetime, terminal }: Measuring): Promise<number> {
  const { signal } = lifetime;
  terminal.say(`${workers === 1 ? 'One worker' : `${workers} workers`}`);
  await world.addWorker();
  const deadline = performance.now() + START_WITHIN_MS;
  while (world.replies() === 0) {
    if (performance.now() > deadline) throw new CommandError('nobody was asked anything');
    await sleep(LOOK_EVERY_MS, null, { signal });
  }
  await sleep(SETTLE_MS, null, { signal });
  const before = { replies: world.replies(), at: performance.now() };
  await sleep(WINDOW_MS, null, { signal });
  return ((world.replies() - before.replies) * 1_000) / (performance.now() - before.at);
}

function latencyFigures(one: number, two: number): readonly LaneFigure[] {
  const most = (LIST_CONNECTIONS * 1_000) / LATENCY_MS;
  return [
    { what: 'one worker: replies', measured: one, unit: '/s', target: null },
    {
      what: 'one worker: of connections / latency',
      measured: (100 * one) / most,
      unit: '%',
      target: { kind: 'at_least', value: 95 },
    },
    { what: 'two workers: replies', measured: two, unit: '/s', target: null },
    {
      what: 'two workers against one',
      measured: two / one,
      unit: 'times',
      target: { kind: 'at_least', value: 1.9 },
    },
  ];
}

function* addresses(): Generator<string> {
  yield 'email\n';
  // Domain by domain, as they come out of a database; each has batches of its own.
  for (let domain = 0; domain < DOMAINS; domain++) {
    const rows = Array.from({ length: ADDRESSES }, (_, index) => `user-${index}@mid-${domain}.small.test\n`);
    yield rows.join('');
  }
}
