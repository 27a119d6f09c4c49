import type { LaneProgress } from './laneProgress.ts';

export interface EtaTerms {
  /** Epoch ms, by the clock that measured. */
  readonly now: number;
  /** RCPTs a second that the lane is permitted; null where nobody says. */
  readonly pace: number | null;
  /** How many addresses of the list there will be for each that is known of by now. */
  readonly growth: number;
  /** Seconds that all of the list takes at the rate of the last minute; null where that is not known. */
  readonly listSeconds: number | null;
}

/** As many addresses as one pass decides, at most. */
const PASS = 100;

/**
 * Seconds until all of a list's addresses in a lane are done: its backlog over its pace, and not before what waits for
 * its time may be asked. The pace is measured; before it has been for half a minute, what is permitted stands for it,
 * since the first passes end late. A lane far below what it is permitted waits for its turn among others, and goes on
 * with their room when they are done: it takes no longer than the whole list does. Null where nothing is known.
 */
export function laneEta(lane: LaneProgress, terms: EtaTerms): number | null {
  const { addresses, done, waiting, retryAt } = lane;
  const { now, growth } = terms;
  const left = Math.max(0, addresses * Math.max(1, growth) - done);
  if (left === 0) return 0;
  const own = ownRate(lane, terms.pace);
  if (own === null) return null;
  const rate = rateInTurn(own, left, terms);
  const asking = Math.max(0, left - waiting - underWay(lane, own, now)) / rate;
  if (retryAt === null) return asking;
  return Math.max(asking, Math.max(0, retryAt - now) / 1_000 + waiting / rate);
}

/** Addresses that were asked by passes that have not ended, going by the pace since the lane's work began. */
function underWay({ done, inFlight, measured }: LaneProgress, rate: number, now: number): number {
  if (measured === null) return 0;
  const asked = measured.beganDone + (rate * (now - measured.beganAt)) / 1_000;
  return Math.min(inFlight * PASS, Math.max(0, asked - done));
}

function rateInTurn(own: number, left: number, { pace, listSeconds }: EtaTerms): number {
  const hasItsPace = pace !== null && own >= pace / 2;
  if (hasItsPace || listSeconds === null || listSeconds <= 0) return own;
  return Math.max(own, Math.min(left / listSeconds, pace ?? Number.POSITIVE_INFINITY));
}

function ownRate({ done, measured }: LaneProgress, pace: number | null): number | null {
  const isFirstMeasure = measured === null || measured.sinceAt === measured.beganAt;
  if (isFirstMeasure && pace !== null) return pace;
  if (measured === null) return null;
  const { sinceAt, sinceDone, heardAt } = measured;
  if (heardAt <= sinceAt || done <= sinceDone) return pace;
  return ((done - sinceDone) * 1_000) / (heardAt - sinceAt);
}
