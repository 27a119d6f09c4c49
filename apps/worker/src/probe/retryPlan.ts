import { createHash } from 'node:crypto';
import type { Retry, Tries } from '@mailsift/lists';
import type { RetryReason } from '@mailsift/verdict';

export interface RetrySchedules {
  /** Delays between the passes of a greylisted address, ms: inside the windows that servers keep. */
  readonly greylistDelaysMs: readonly number[];
  /** Of one that anything else kept from being answered. */
  readonly retryDelaysMs: readonly number[];
}

export interface RetryRequest {
  readonly reason: RetryReason;
  readonly tries: Tries;
  readonly domain: string;
  /** What the server asked for, ms; null where it did not say. */
  readonly hintMs: number | null;
  /** After how long it let an earlier address of the domain pass, ms; null where none was. */
  readonly passedAfterMs: number | null;
  /** Epoch ms before which asking again is of no use, for what had no turn. */
  readonly notBefore: number;
  /** The host that answered. */
  readonly host: { readonly mxHost: string | null; readonly mxIp: string | null };
  readonly now: number;
}

const NOWHERE = { mxHost: null, mxIp: null } as const;

/** A hint that was wrong twice is no better than the schedule. */
const HINTS_TRUSTED = 2;
/** Retries come up to this part later than they might, all of a domain alike: in one session, but not all domains at once. */
const JITTER = 0.05;

/** When an address is asked again, and how often it then was; a null retry is the end: the verdict stands. */
export function planRetry(
  request: RetryRequest,
  schedules: RetrySchedules,
): { readonly retry: Retry | null; readonly tries: Tries } {
  const { reason, tries, notBefore, host, now, domain, hintMs } = request;
  // Having had no turn uses up no try.
  if (reason === 'not_started') return { retry: { reason, notBefore: Math.max(now, notBefore), ...NOWHERE }, tries };
  const isGreylisted = reason === 'greylisted';
  const wait = isGreylisted ? greylistWait(request, schedules) : schedules.retryDelaysMs[tries.retry];
  if (wait === undefined) return { retry: null, tries };
  const due = now + Math.max(wait, isGreylisted ? 0 : (hintMs ?? 0)) * (1 + JITTER * lotOf(domain));
  const retry = { reason, notBefore: Math.ceil(due), ...(isGreylisted ? host : NOWHERE) };
  if (isGreylisted) return { retry, tries: { ...tries, greylist: tries.greylist + 1 } };
  return { retry, tries: { ...tries, retry: tries.retry + 1 } };
}

/** What the server says, else what was enough for its domain before, else the schedule. Undefined: it was long enough. */
function greylistWait(
  { tries, hintMs, passedAfterMs }: RetryRequest,
  { greylistDelaysMs }: RetrySchedules,
): number | undefined {
  const scheduled = greylistDelaysMs[tries.greylist];
  if (scheduled === undefined) return undefined;
  if (hintMs !== null) return tries.greylist < HINTS_TRUSTED ? hintMs : Math.max(scheduled, hintMs);
  return tries.greylist === 0 ? Math.max(scheduled, passedAfterMs ?? 0) : scheduled;
}

/** From 0 on, below 1; the same for a domain every time. */
function lotOf(domain: string): number {
  return createHash('sha256').update(domain).digest().readUInt32BE(0) / 2 ** 32;
}
