export interface Bucket {
  /** Arrivals a second. */
  readonly rate: number;
  readonly burst: number;
}

/**
 * The most arrivals in any window beyond what its length allows, `count - rate * W`: at most the burst where the limit
 * was kept. `arrivals` in ms, ascending.
 */
export function worstWindow(arrivals: readonly number[], rate: number): number {
  // Over all pairs i <= j of (j - i + 1) - rate * (t[j] - t[i]): the best i so far is kept.
  let best = Number.NEGATIVE_INFINITY;
  let worst = 0;
  for (const [index, at] of arrivals.entries()) {
    best = Math.max(best, (rate * at) / 1_000 - index);
    worst = Math.max(worst, index + 1 - (rate * at) / 1_000 + best);
  }
  return worst;
}

/** The part of a rate that was used between the first arrival and the last; 0 for fewer than two. */
export function rateUsed(arrivals: readonly number[], rate: number): number {
  const [first] = arrivals;
  const last = arrivals.at(-1);
  if (first === undefined || last === undefined || last <= first) return 0;
  return ((arrivals.length - 1) * 1_000) / (last - first) / rate;
}

/** What somebody was told at a time. Milliseconds. */
export interface EtaSample {
  readonly at: number;
  readonly etaMs: number;
}

/**
 * How far off the time still to go was, as a part of it, at each sample between two parts of the time that it took from
 * the first sample on.
 */
export function etaErrors(
  samples: readonly EtaSample[],
  endedAt: number,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const [first] = samples;
  if (first === undefined) return [];
  const partAt = (at: number) => (at - first.at) / (endedAt - first.at);
  return samples
    .filter(({ at }) => partAt(at) >= from && partAt(at) <= to)
    .map(({ at, etaMs }) => Math.abs(at + etaMs - endedAt) / (endedAt - at));
}

export function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
