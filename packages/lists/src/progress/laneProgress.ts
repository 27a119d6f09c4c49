/** What is counted of a list's addresses in one lane. */
export interface LaneProgress {
  readonly addresses: number;
  readonly done: number;
  /** Those of the others that wait for their time: greylisted, throttled, the server down. */
  readonly waiting: number;
  /** When the last of these may be asked again, as far as is known; epoch ms. */
  readonly retryAt: number | null;
  /** Passes under way, each of up to 100 addresses that are not counted yet. */
  readonly inFlight: number;
  /** What the lane's pace is measured by; null before its first pass. */
  readonly measured: LaneMeasure | null;
}

/** Times are epoch ms by the clock of Redis. */
export interface LaneMeasure {
  readonly beganAt: number;
  readonly beganDone: number;
  /** A point in the past, half a minute or more ago where there is one, and what was done then. */
  readonly sinceAt: number;
  readonly sinceDone: number;
  /** When a pass of the lane was counted last. */
  readonly heardAt: number;
}

/** Reads the fields of a list's hash that shared.lua writes for lanes: `l:`, `d:`, `v:`, `t:`, `f:` and `p:`. */
export function readLanes(fields: Readonly<Record<string, string>>): Readonly<Record<string, LaneProgress>> {
  const lanes = Object.keys(fields).flatMap((field) => (field.startsWith('l:') ? [field.slice(2)] : []));
  return Object.fromEntries(lanes.map((lane) => [lane, laneOf(fields, lane)]));
}

function laneOf(fields: Readonly<Record<string, string>>, lane: string): LaneProgress {
  const number = (kind: string) => Number(fields[`${kind}:${lane}`] ?? 0);
  const waiting = Math.max(0, number('v'));
  return {
    addresses: number('l'),
    done: number('d'),
    waiting,
    inFlight: Math.max(0, number('f')),
    retryAt: waiting > 0 ? number('t') : null,
    measured: measureOf(fields[`p:${lane}`]),
  };
}

function measureOf(text: string | undefined): LaneMeasure | null {
  const [beganAt, beganDone, sinceAt, sinceDone, , , heardAt] = (text ?? '').split(':').map(Number);
  if (beganAt === undefined || beganDone === undefined || sinceAt === undefined) return null;
  if (sinceDone === undefined || heardAt === undefined) return null;
  return { beganAt, beganDone, sinceAt, sinceDone, heardAt };
}
