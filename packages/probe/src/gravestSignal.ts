import type { LaneSignal } from '@mailsift/lanes';

const GRAVITY = { ok: 0, failed: 1, throttled: 2, blocked: 3 } as const satisfies Record<LaneSignal, number>;

/** What a session teaches its lane: the gravest of what its answers do. */
export function gravestSignal(signals: readonly LaneSignal[]): LaneSignal {
  return signals.reduce((gravest, signal) => (GRAVITY[signal] > GRAVITY[gravest] ? signal : gravest), 'ok');
}

/** Whether the operator wants less of us, or nothing at all: then nobody else is asked. */
export function isRefusalOfUs(signal: LaneSignal): boolean {
  return signal === 'throttled' || signal === 'blocked';
}
