import type { SandboxCounts } from '@mailsift/sandbox';
import type { FollowedLanes } from './followLanes.ts';
import { BLOCKED, GREYLISTED, STINGY, THROTTLED } from './lanesFile.ts';
import { etaErrors, mean, rateUsed, worstWindow } from './measures.ts';
import type { Paused, Scenario } from './scenarios.ts';

export interface LaneFigure {
  readonly what: string;
  readonly measured: number | null;
  readonly unit: string;
  /** What it is to reach; the comparison is part of it. Null where it is only told. */
  readonly target: { readonly kind: 'at_most' | 'at_least'; readonly value: number } | null;
}

export interface Scenarios {
  readonly alone: Scenario;
  readonly besideBlocked: Scenario & { readonly short: FollowedLanes };
  readonly underFire: Scenario & { readonly crashes: number };
  readonly paused: Paused;
  readonly manyBatches: Scenario;
  readonly batches: number;
}

const atMost = (value: number) => ({ kind: 'at_most', value }) as const;
const atLeast = (value: number) => ({ kind: 'at_least', value }) as const;
/** Between taking a token and the arrival at the server, on a machine that does all of this at once. */
const JITTER_S = 0.05;
/** Of the time it took: later, what is left is less than a pass, and seconds are too coarse. */
const ON_THE_WAY = { from: 0.2, to: 0.8 } as const;

/** What issue 4 asks to be shown, from what the sandbox counted. */
export function laneFigures({
  alone,
  besideBlocked,
  underFire,
  paused,
  manyBatches,
  batches,
}: Scenarios): readonly LaneFigure[] {
  const { lane, connections, rate } = THROTTLED;
  const burst = THROTTLED.burst + rate * JITTER_S;
  const steady = arrivalsAt(alone.counts, lane);
  const fire = arrivalsAt(underFire.counts, lane);
  const stingy = underFire.counts.operators[STINGY.lane];
  return [
    row('throttled: connections at once', operator(alone.counts, lane)?.connections.most, 'of 5', atMost(connections)),
    row('throttled: worst window beyond rate x W', worstWindow(steady, rate), 'RCPTs', atMost(burst)),
    row('throttled: rate used', 100 * rateUsed(steady, rate), '%', atLeast(95)),
    row(
      'throttled, worker killed twice: connections at once',
      operator(underFire.counts, lane)?.connections.most,
      'of 5',
      atMost(connections),
    ),
    row('throttled, worker killed twice: worst window', worstWindow(fire, rate), 'RCPTs', atMost(burst)),
    row('throttled, worker killed twice: rate used', 100 * rateUsed(fire, rate), '%', atLeast(95)),
    row('421 above 5: connections refused', refusedPart(stingy), '% of attempts', atMost(5)),
    row('421 above 5: connections at once, the refused counted', stingy?.connections.most, '', null),
    row('blocked: addresses failed', besideBlocked.lanes.list.counts.failed, '', atMost(0)),
    row('blocked: connections made', operator(besideBlocked.counts, BLOCKED.lane)?.connections.total, '', null),
    row('beside a blocking operator: throughput', throughput(besideBlocked, alone), '% of alone', atLeast(95)),
    row('greylisted: passed', passedPart(underFire), '%', atLeast(100)),
    row(
      'greylisted: RCPTs for one address',
      mostRcpts(underFire.counts, GREYLISTED.domain),
      '',
      atMost(2 + underFire.crashes),
    ),
    row('greylisted: addresses asked more than twice', askedOften(underFire.counts, GREYLISTED.domain), '', null),
    row(
      'short list beside: first verdict',
      (besideBlocked.short.firstAt - besideBlocked.short.uploadedAt) / 1_000,
      's',
      atMost(2),
    ),
    row('short list beside: all of it, in fair shares', fairness(besideBlocked.short), 'times its share', atMost(1.5)),
    row('pause: from its answer to the last RCPT', lastAfter(paused), 's', atMost(1)),
    row(`${batches} batches: put back`, (100 * manyBatches.lanes.handedBack) / batches, '% of batches', atMost(2)),
    row('ETA of a throttled lane: mean error', etaError(alone.lanes), '%', atMost(10)),
    row(
      'ETA of the list: mean error',
      percent(mean(etaErrors(alone.lanes.etas, alone.lanes.lastAt, ON_THE_WAY))),
      '%',
      atMost(10),
    ),
  ];
}

export function isReached({ measured, target }: LaneFigure): boolean | null {
  if (target === null) return null;
  if (measured === null) return false;
  // What is counted by a clock is as good as the clock.
  return target.kind === 'at_most' ? measured <= target.value + 1e-6 : measured >= target.value - 1e-6;
}

function row(
  what: string,
  measured: number | null | undefined,
  unit: string,
  target: LaneFigure['target'],
): LaneFigure {
  return { what, measured: measured ?? null, unit, target };
}

function operator({ operators }: SandboxCounts, lane: string) {
  return operators[lane];
}

function arrivalsAt(counts: SandboxCounts, lane: string): readonly number[] {
  return operator(counts, lane)?.rcptAt ?? [];
}

/** Those that were not greeted: nobody says EHLO to a 421. */
function refusedPart(tally: SandboxCounts['all'] | undefined): number | null {
  if (tally === undefined || tally.connections.total === 0) return null;
  return (100 * (tally.connections.total - (tally.commands['EHLO'] ?? 0))) / tally.connections.total;
}

function throughput(beside: Scenario, alone: Scenario): number {
  const { lane, rate } = THROTTLED;
  return (100 * rateUsed(arrivalsAt(beside.counts, lane), rate)) / rateUsed(arrivalsAt(alone.counts, lane), rate);
}

function rcptsOf({ addresses }: SandboxCounts, domain: string): readonly number[] {
  return [...addresses].flatMap(([address, times]) =>
    address.startsWith('user-') && address.endsWith(`@${domain}`) ? [times] : [],
  );
}

function mostRcpts(counts: SandboxCounts, domain: string): number {
  return Math.max(0, ...rcptsOf(counts, domain));
}

function askedOften(counts: SandboxCounts, domain: string): number {
  return rcptsOf(counts, domain).filter((times) => times > 2).length;
}

/** Everybody of these lists exists. */
function passedPart({ lanes }: Scenario): number {
  const { passed, failed, unknown } = lanes.list.counts;
  return (100 * passed) / (passed + failed + unknown);
}

/** Null where the server saw nothing before it either: then nothing was stopped. */
function lastAfter({ answeredAt, rcptAt }: Paused): number | null {
  const last = rcptAt.at(-1);
  return last === undefined ? null : Math.max(0, last - answeredAt) / 1_000;
}

/** Two lists in a lane: the share of each is half of its rate. */
function fairness({ lastAt, firstAt, uploadedAt, list }: FollowedLanes): number {
  const share = (list.addresses.done * 1_000) / (THROTTLED.rate / 2);
  return (Math.max(lastAt, firstAt) - uploadedAt) / share;
}

function etaError({ lanes }: FollowedLanes): number | null {
  const lane = lanes[THROTTLED.lane];
  return lane === undefined ? null : percent(mean(etaErrors(lane.samples, lane.endedAt, ON_THE_WAY)));
}

function percent(part: number | null): number | null {
  return part === null ? null : 100 * part;
}
