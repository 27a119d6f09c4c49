import type { Flag } from '@mailsift/signals';
import type { Event, Status } from '@mailsift/verdict';
import type { Output } from '../finish/output.ts';
import { type Hold, holdOf, readControls } from '../list/controls.ts';
import { type ListState, stateOf } from '../list/listState.ts';
import { type ListFailure, type Manifest, readFailure, readFormat } from '../list/manifest.ts';
import { readSplitDone, type SplitDone } from '../split/splitDone.ts';
import type { Store } from '../store/store.ts';
import { laneEta } from './laneEta.ts';
import type { Progress } from './readProgress.ts';

/** A list as the API shows it. Counts are rows, as downloaded; `addresses` and `percent` are unique addresses. */
export interface ListView {
  readonly id: string;
  readonly name: string;
  readonly state: ListState;
  readonly createdAt: string;
  /** Null until the whole file was read. */
  readonly rows: { readonly total: number; readonly duplicate: number; readonly empty: number } | null;
  readonly addresses: { readonly total: number | null; readonly done: number };
  readonly percent: number;
  readonly counts: Readonly<Record<Status | 'pending', number>>;
  readonly events: Readonly<Partial<Record<Event, number>>>;
  readonly flags: Readonly<Partial<Record<Flag, number>>>;
  /** The largest lanes of the list; `tail` is all small mail servers together. */
  readonly providers: readonly ProviderView[];
  readonly waiting: {
    readonly greylisted: number;
    readonly throttled: number;
    readonly nextRetryAt: string | null;
  };
  /** Verdicts a second over the last minute. */
  readonly rate: number;
  readonly etaSeconds: number | null;
  readonly error?: Pick<ListFailure, 'code' | 'message' | 'line'>;
}

/** Addresses of a list that one operator answers for. */
export interface ProviderView {
  readonly provider: string;
  readonly addresses: number;
  readonly done: number;
  /** Those of the others that wait for their time: greylisted, throttled, the server down. */
  readonly waiting: number;
  /** Null where nobody can tell: nothing was asked yet, the list is paused, or it has ended. */
  readonly etaSeconds: number | null;
}

const MOST_PROVIDERS = 20;

interface Sources {
  readonly manifest: Manifest;
  readonly hold: Hold;
  readonly isStarted: boolean;
  readonly failure: ListFailure | null;
  readonly split: SplitDone | null;
  readonly sealed: Output | null;
  readonly progress: Progress | null;
  readonly paceOf: PaceOf;
}

/** RCPTs a second that a lane is permitted; null where it has no pace of its own. */
export type PaceOf = (lane: string) => number | null;

export interface ViewOptions {
  readonly store: Store;
  readonly manifest: Manifest;
  /** What Redis knows; null where it does not, or is away. */
  readonly progress: Progress | null;
  readonly sealed: Output | null;
  /** Without it the time a lane takes is known once its pace was measured. */
  readonly paceOf?: PaceOf | undefined;
}

/** Puts a list's view together: from the seal alone where there is one, else from its files and what Redis counts. */
export async function viewList({
  store,
  manifest,
  progress,
  sealed,
  paceOf = () => null,
}: ViewOptions): Promise<ListView> {
  const [controls, failure, format, split] = await Promise.all([
    readControls(store, manifest.id),
    readFailure(store, manifest.id),
    readFormat(store, manifest),
    readSplitDone(store, manifest.id),
  ]);
  return composeView({
    manifest,
    hold: holdOf(controls),
    isStarted: format !== null,
    failure,
    split,
    sealed,
    progress,
    paceOf,
  });
}

export function composeView(sources: Sources): ListView {
  const { manifest, hold, isStarted, failure, split, sealed, progress } = sources;
  const isSealed = sealed !== null;
  const state = stateOf({
    isStarted,
    isFailed: failure !== null,
    isSealed,
    isSplit: isSealed || split !== null,
    hold,
    progress,
  });
  return {
    id: manifest.id,
    name: manifest.name,
    state,
    createdAt: new Date(manifest.createdAt).toISOString(),
    ...(sealed === null ? runningCounts(split, progress) : sealedCounts(sealed)),
    ...(sealed === null ? etasOf(sources) : { providers: sealedProviders(sealed), etaSeconds: null }),
    ...(failure === null ? {} : { error: errorOf(failure) }),
  };
}

type Counts = Omit<ListView, 'id' | 'name' | 'state' | 'createdAt' | 'providers' | 'etaSeconds' | 'error'>;

function sealedCounts(sealed: Output): Counts {
  const { rows, addresses, counts, events, flags } = sealed;
  const percent = addresses.total === 0 ? 100 : percentOf(addresses.done, addresses.total);
  const waiting = { greylisted: 0, throttled: 0, nextRetryAt: null };
  return { rows, addresses, percent, counts, events, flags, waiting, rate: 0 };
}

function runningCounts(split: SplitDone | null, progress: Progress | null): Counts {
  const total = split?.rows ?? null;
  const { passed = 0, failed = 0, unknown = 0 } = progress?.statuses ?? {};
  const decided = passed + failed + unknown;
  const isResolved = progress !== null && progress.partitions !== null && progress.resolved === progress.partitions;
  const expected = progress?.expected ?? 0;
  const done = progress?.done ?? 0;
  return {
    rows: rowsOf(split, isResolved ? expected : null),
    addresses: { total: isResolved ? expected : null, done },
    percent: expected === 0 ? 0 : percentOf(done, expected),
    counts: { passed, failed, unknown, pending: Math.max(0, (total ?? decided) - decided) },
    events: presentOf(progress?.events ?? {}),
    flags: presentOf(progress?.flags ?? {}),
    waiting: waitingOf(progress),
    rate: Math.round((progress?.rate ?? 0) * 10) / 10,
  };
}

/** Duplicates are known once every address is. */
function rowsOf(split: SplitDone | null, unique: number | null): ListView['rows'] {
  if (split === null) return null;
  const records = split.rows - split.empty;
  return { total: split.rows, duplicate: unique === null ? 0 : records - unique, empty: split.empty };
}

/** Two decimals, and 100 only when all is done. */
function percentOf(done: number, total: number): number {
  return Math.floor((10_000 * done) / total) / 100;
}

function waitingOf(progress: Progress | null): ListView['waiting'] {
  // Whoever had no turn is held back by its operator's limits too.
  const { greylisted = 0, throttled = 0, not_started = 0 } = progress?.waiting ?? {};
  const nextRetryAt = progress?.nextRetryAt ?? null;
  return {
    greylisted,
    throttled: throttled + not_started,
    nextRetryAt: nextRetryAt === null ? null : new Date(nextRetryAt).toISOString(),
  };
}

/** Each lane goes at its own pace, side by side with the others: the list takes as long as its slowest. */
function etasOf({ progress, hold, paceOf }: Sources): Pick<ListView, 'providers' | 'etaSeconds'> {
  if (progress === null) return { providers: [], etaSeconds: null };
  const { lanes, expected, addresses, done: decided, rate, now } = progress;
  const growth = addresses === 0 ? 1 : expected / addresses;
  const listSeconds = rate > 0 ? (expected - decided) / rate : null;
  const views = Object.entries(lanes).map(([provider, lane]) => {
    const eta = hold === 'none' ? laneEta(lane, { now, growth, listSeconds, pace: paceOf(provider) }) : null;
    const { addresses: all, done, waiting } = lane;
    return { provider, addresses: all, done, waiting, etaSeconds: eta === null ? null : Math.ceil(eta) };
  });
  return { providers: largest(views), etaSeconds: longest(views.map(({ etaSeconds }) => etaSeconds)) };
}

/** Null where the time of one is not known. */
function longest(times: readonly (number | null)[]): number | null {
  let longestYet: number | null = null;
  for (const time of times) {
    if (time === null) return null;
    longestYet = Math.max(longestYet ?? 0, time);
  }
  return longestYet;
}

function presentOf<Name extends string>(counts: Partial<Record<Name, number>>): Partial<Record<Name, number>> {
  const present = { ...counts };
  for (const name in present) if (present[name] === 0) delete present[name];
  return present;
}

function sealedProviders({ providers }: Output): ListView['providers'] {
  const views = Object.entries(providers).map(([provider, addresses]) => ({
    ...{ provider, addresses, done: addresses, waiting: 0 },
    etaSeconds: null,
  }));
  return largest(views);
}

function largest(views: readonly ProviderView[]): readonly ProviderView[] {
  return [...views].sort((a, b) => b.addresses - a.addresses).slice(0, MOST_PROVIDERS);
}

function errorOf({ code, message, line }: ListFailure): NonNullable<ListView['error']> {
  return line === undefined ? { code, message } : { code, message, line };
}
