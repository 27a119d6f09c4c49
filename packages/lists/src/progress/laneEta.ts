import type { LaneProgress } from './laneProgress.ts';

export interface EtaTerms {
  /** Epoch ms, by the clock that measured. */
  readonly now: number;
  /** RCPTs a second that the lane is permitted; null where nobody says. */
  readonly pace: number | null;
  /** How many addresses of the list there will be for each that is known of by now. */
  readonly growth: number;
}

/** As many as one pass decides: what has been asked since the last was counted is no more than those under way. */
const PASS = 100;

/**
 * Seconds until all of a list's addresses in a lane are done: its backlog over its pace, and not before what waits for
 * its time may be asked. The pace is measured; before it has been for half a minute, what is permitted stands for it,
 * since the first passes end late. Null where neither says anything.
 */
export function laneEta(lane: LaneProgress, terms: EtaTerms): number | null {
  const { addresses, done, waiting, inFlight, retryAt, measured } = lane;
  const { now, growth } = terms;
  const backlog = Math.max(0, addresses * Math.max(1, growth) - done - waiting);
  if (backlog === 0 && waiting === 0) return 0;
  const rate = rateOf(lane, terms);
  if (rate === null) return null;
  const underWay = Math.min(backlog, inFlight * PASS) / rate;
  const sinceHeard = measured === null ? 0 : Math.min((now - measured.heardAt) / 1_000, underWay);
  const asking = Math.max(0, backlog / rate - Math.max(0, sinceHeard));
  if (retryAt === null) return asking;
  return Math.max(asking, Math.max(0, retryAt - now) / 1_000 + waiting / rate);
}

function rateOf({ done, measured }: LaneProgress, { pace }: EtaTerms): number | null {
  const isFirstMeasure = measured === null || measured.sinceAt === measured.beganAt;
  if (isFirstMeasure && pace !== null) return pace;
  if (measured === null) return null;
  const { sinceAt, sinceDone, heardAt } = measured;
  if (heardAt <= sinceAt || done <= sinceDone) return pace;
  return ((done - sinceDone) * 1_000) / (heardAt - sinceAt);
}
