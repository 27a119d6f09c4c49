import type { Candidate, Lease } from '@mailsift/lanes';
import type { Fault, SessionEnd } from '@mailsift/smtp';
import { type Held, holdSession } from './heldSession.ts';
import { type DeadEnd, furtherOf } from './hostChoice.ts';
import type { ProbeRun } from './probeRun.ts';
import type { NotStarted } from './result.ts';
import { untilStopped } from './untilStopped.ts';

/** How long a run that has begun waits for its next connection, with none open: the pace of connections is known ahead. */
const NEXT_CONNECTION_WAIT_MS = 5_000;
/** So that nothing spins, whatever an admission answers. */
const SHORTEST_WAIT_MS = 10;

const NO_CANDIDATE: SessionEnd = {
  kind: 'fault',
  fault: { stage: 'connect', kind: 'unreachable', detail: 'no address that this identity can reach' },
};

/**
 * One session of a run: every host in turn until one greets us, then the conversation. Writes what it learnt to the
 * run; true where another session is to follow.
 */
export async function runSession(run: ProbeRun): Promise<boolean> {
  let best: DeadEnd | null = null;
  for (const candidate of run.candidates) {
    const tried = await tryHost(run, candidate, best);
    if (tried === 'go_on' || tried === 'give_up') return tried === 'go_on';
    best = furtherOf(best, tried.deadEnd);
    if (!tried.mayTryNext) break;
  }
  run.noHost(best ?? { end: NO_CANDIDATE, target: null });
  return false;
}

/** Others have tried, and nobody answered: no news of ours, but the next host may be tried, as after a try of our own. */
interface HostDown {
  readonly down: SessionEnd;
}

function downEnd(kind: Fault['kind']): SessionEnd {
  const detail = 'nobody answered there several times in a row; it is tried again in a few minutes';
  return { kind: 'fault', fault: { stage: 'connect', kind, detail } };
}

interface Tried {
  readonly deadEnd: DeadEnd;
  readonly mayTryNext: boolean;
}

/** One host: once as the settings say, and once more in clear where STARTTLS failed. */
async function tryHost(
  run: ProbeRun,
  candidate: Candidate,
  best: DeadEnd | null,
): Promise<Tried | 'go_on' | 'give_up'> {
  const target = { ...candidate, port: run.services.settings.port };
  let deadEnd = best;
  let greeted = false;
  for (;;) {
    const lease = await admit(run, candidate);
    if ('down' in lease) return { deadEnd: furtherOf(deadEnd, { target, end: lease.down }), mayTryNext: true };
    if ('limit' in lease) {
      // Denied because of what the host just said: that is the news, not the denial.
      if (lease.limit === 'cooldown' && deadEnd !== null) return { deadEnd, mayTryNext: false };
      run.holdUp(lease);
      return 'give_up';
    }
    const inClear = run.clearOnly.has(candidate.ip);
    const startTls = inClear ? 'never' : run.services.settings.startTls;
    const held = await holdSession(run, { lease, target, startTls });
    if (held.kind === 'conversed') return conclude(run, candidate, held);
    deadEnd = furtherOf(deadEnd, { target, end: held.end });
    greeted ||= held.greeted;
    if (startTls === 'never' || !isTlsFailure(held)) {
      return { deadEnd, mayTryNext: !greeted && held.signal !== 'blocked' && !isOurs(held.end) };
    }
    run.clearOnly.add(candidate.ip);
  }
}

function conclude(run: ProbeRun, candidate: Candidate, { finish }: Extract<Held, { kind: 'conversed' }>) {
  switch (finish.kind) {
    case 'used_up':
    case 'cut_off':
      return 'go_on';
    case 'held_up':
      run.holdUp(finish.notStarted);
      return 'give_up';
    case 'stopped':
      run.stop(finish.end, { ...candidate, port: run.services.settings.port });
      return 'give_up';
    default:
      return finish satisfies never;
  }
}

/** The lease of one connection, or why there is none. The first one of a run is waited for only as long as it asks. */
async function admit(run: ProbeRun, { ip }: Candidate): Promise<Lease | NotStarted | HostDown> {
  const { admission, now, sleep } = run.services;
  const { identity, lane, policy, domain, deadline, admissionWaitMs = 0 } = run.request;
  const wait = run.sessions.length === 0 ? admissionWaitMs : Math.max(admissionWaitMs, NEXT_CONNECTION_WAIT_MS);
  const until = Math.min(deadline, now() + wait);
  for (;;) {
    if (run.signal.aborted) return { limit: 'aborted', retryAt: now() };
    if (now() >= deadline) return { limit: 'deadline', retryAt: now() };
    const admitted = await admission.admit({ identity, lane, policy, domain, ip });
    if (admitted.granted) return admitted.lease;
    if (admitted.limit === 'host_down') return { down: downEnd(admitted.fault) };
    const { limit, retryAt } = admitted;
    const isLong = limit === 'cooldown' || limit === 'cold' || retryAt > until;
    if (isLong || now() >= until) return { limit, retryAt };
    await sleep(Math.max(SHORTEST_WAIT_MS, retryAt - now()), untilStopped(run.signal, run.request.stop));
  }
}

/** Between a 2xx to EHLO and an open session there is only STARTTLS and what follows from it. */
function isTlsFailure({ end, greeted }: Extract<Held, { kind: 'not_open' }>): boolean {
  return greeted && end.kind === 'fault' && !isOurs(end) && end.fault.kind !== 'injected';
}

const OURS: ReadonlySet<Fault['kind']> = new Set(['lease_lost', 'aborted', 'local']);

/** Not the host's doing: the next one would fare no better. */
function isOurs(end: SessionEnd): boolean {
  return end.kind === 'fault' && OURS.has(end.fault.kind);
}
