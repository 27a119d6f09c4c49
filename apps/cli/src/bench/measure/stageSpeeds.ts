import type { Followed } from './followList.ts';

/** Per second; null where a stage was over before anybody looked. */
export interface StageSpeeds {
  /** Rows, from the first partition opened to the last one stored. */
  readonly split: number | null;
  /** Addresses looked up and published, while those already published are being asked about. */
  readonly resolve: number | null;
  /** Addresses, from the first cut to the last answer. */
  readonly probe: number | null;
  /** Seconds of the same. */
  readonly probeSeconds: number | null;
  /** Rows joined and written. */
  readonly finish: number | null;
}

export function stageSpeeds({ list, times, probed }: Followed): StageSpeeds {
  const rows = list.rows?.total ?? 0;
  const addresses = list.addresses.total ?? 0;
  const probeSeconds = seconds(times.firstCut, probed);
  return {
    split: per(rows, seconds(times.splitStarted, times.splitDone)),
    resolve: per(addresses, seconds(times.splitDone, times.resolved)),
    probe: per(addresses, probeSeconds),
    probeSeconds,
    finish: per(rows, seconds(times.finishStarted ?? probed, times.sealed)),
  };
}

function seconds(from: number | null, to: number | null): number | null {
  return from === null || to === null || to <= from ? null : (to - from) / 1_000;
}

function per(count: number, time: number | null): number | null {
  return time === null ? null : count / time;
}
