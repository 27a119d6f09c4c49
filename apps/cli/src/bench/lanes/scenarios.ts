import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal } from '../../terminal/terminal.ts';
import { type FollowedLanes, followLanes } from './followLanes.ts';
import { BLOCKED, GREYLISTED, LONG, STINGY, THROTTLED } from './lanesFile.ts';
import type { LanesWorld } from './lanesWorld.ts';

/** How long the throttled lane has work, seconds. */
const STEADY_S = 50;
/** When workers are killed, and when a short list comes beside the long one, ms after the upload. */
const KILLS_AFTER_MS = [8_000, 16_000] as const;
const SHORT_AFTER_MS = 5_000;
const PAUSE_AFTER_MS = 6_000;
const SHORT = 100;
const STINGY_ADDRESSES = 2_000;
const GREYLISTED_ADDRESSES = 200;
const BLOCKED_ADDRESSES = 200;
const BATCH = 100;

export interface Scenario {
  readonly lanes: FollowedLanes;
  readonly counts: ReturnType<LanesWorld['sandbox']['counts']>;
}

export interface Run {
  readonly world: LanesWorld;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** The throttled lane by itself: what it comes to with nothing in its way. */
export async function alone(run: Run): Promise<Scenario> {
  run.terminal.say('One throttled lane by itself');
  return observe(run, addressesOf('alone', THROTTLED.domain, STEADY_S * THROTTLED.rate));
}

/** The same beside an operator that refuses us; and a short list that comes when a long one has the lane. */
export async function besideBlocked(run: Run): Promise<Scenario & { readonly short: FollowedLanes }> {
  const { world, signal, terminal } = run;
  terminal.say('The same beside an operator that blocks us, and a short list beside the long one');
  const [scenario, short] = await Promise.all([
    observe(run, [
      ...addressesOf('blocked', BLOCKED.domain, BLOCKED_ADDRESSES),
      ...addressesOf('beside', THROTTLED.domain, STEADY_S * THROTTLED.rate),
    ]),
    sleep(SHORT_AFTER_MS, null, { signal }).then(() =>
      followLanes(world, addressesOf('short', THROTTLED.domain, SHORT), signal),
    ),
  ]);
  return { ...scenario, short };
}

/** A throttled, a stingy and a greylisting operator, and a worker killed twice. */
export async function underFire(run: Run): Promise<Scenario & { readonly crashes: number }> {
  const { world, signal, terminal } = run;
  terminal.say('Three operators, and a worker killed twice');
  const killing = (async () => {
    let at = 0;
    for (const after of KILLS_AFTER_MS) {
      await sleep(after - at, null, { signal });
      at = after;
      terminal.say('Killing a worker');
      await world.killWorker();
    }
  })();
  const [scenario] = await Promise.all([
    observe(run, [
      ...addressesOf('fire', THROTTLED.domain, STEADY_S * THROTTLED.rate),
      ...addressesOf('fire', STINGY.domain, STINGY_ADDRESSES),
      ...addressesOf('fire', GREYLISTED.domain, GREYLISTED_ADDRESSES),
    ]),
    killing,
  ]);
  return { ...scenario, crashes: KILLS_AFTER_MS.length };
}

export interface Paused {
  /** When the answer came to POST /pause, and when the server saw RCPTs, by `performance.now`. */
  readonly answeredAt: number;
  readonly rcptAt: readonly number[];
}

/** A list is paused in the middle of the throttled lane, and canceled once nothing more can come of it. */
export async function paused({ world, signal, terminal }: Run): Promise<Paused> {
  terminal.say('A list that is paused');
  world.sandbox.reset();
  const addresses = addressesOf('paused', THROTTLED.domain, STEADY_S * THROTTLED.rate);
  const source = Readable.from(['email\n', ...addresses.map((address) => `${address}\n`)]);
  const { id } = await world.client.upload({ source, name: 'paused.csv', emailColumn: 'email' });
  await sleep(PAUSE_AFTER_MS, null, { signal });
  await world.client.change(id, 'pause');
  const answeredAt = performance.now();
  await sleep(PAUSE_AFTER_MS, null, { signal });
  const { rcptAt } = world.sandbox.counts().operators[THROTTLED.lane] ?? { rcptAt: [] };
  await world.client.change(id, 'cancel');
  return { answeredAt, rcptAt };
}

/** One lane with very many batches. */
export async function manyBatches(run: Run, batches: number): Promise<Scenario> {
  run.terminal.say(`One lane of ${batches} batches`);
  return observe(run, addressesOf('long', LONG.domain, batches * BATCH));
}

async function observe({ world, signal }: Run, addresses: readonly string[]): Promise<Scenario> {
  world.sandbox.reset();
  const lanes = await followLanes(world, addresses, signal);
  return { lanes, counts: world.sandbox.counts() };
}

function addressesOf(tag: string, domain: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `user-${tag}-${index}@${domain}`);
}
