/** `warning`: it works, and might be better or could not be found out. `failed`: it does not. `skipped`: nothing to check. */
export type Level = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one check found. */
export interface Finding {
  /** What it is about, such as `Redis`. */
  readonly area: string;
  /** What was checked, a stable word or two: `eviction policy`. */
  readonly check: string;
  readonly level: Level;
  /** What is so, in a sentence without a final stop. */
  readonly found: string;
  /** What to do about it; null where nothing is to be done. */
  readonly advice: string | null;
}

/** Findings of one area, as its checks make them. */
export function inArea(area: string) {
  const finding = (level: Level, check: string, found: string, advice: string | null): Finding => ({
    ...{ area, check, level, found, advice },
  });
  return {
    ok: (check: string, found: string) => finding('ok', check, found, null),
    skipped: (check: string, found: string) => finding('skipped', check, found, null),
    warning: (check: string, found: string, advice: string) => finding('warning', check, found, advice),
    failed: (check: string, found: string, advice: string) => finding('failed', check, found, advice),
  };
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
