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
  /** What the server asked for, ms; null where it did not say. */
  readonly hintMs: number | null;
  /** Epoch ms before which asking again is of no use, for what had no turn. */
  readonly notBefore: number;
  /** The host that answered. */
  readonly host: { readonly mxHost: string | null; readonly mxIp: string | null };
  readonly now: number;
}

const NOWHERE = { mxHost: null, mxIp: null } as const;

/** When an address is asked again, and how often it then was; a null retry is the end: the verdict stands. */
export function planRetry(
  { reason, tries, hintMs, notBefore, host, now }: RetryRequest,
  { greylistDelaysMs, retryDelaysMs }: RetrySchedules,
): { readonly retry: Retry | null; readonly tries: Tries } {
  // Having had no turn uses up no try.
  if (reason === 'not_started') return { retry: { reason, notBefore: Math.max(now, notBefore), ...NOWHERE }, tries };
  const isGreylisted = reason === 'greylisted';
  const delay = isGreylisted ? greylistDelaysMs[tries.greylist] : retryDelaysMs[tries.retry];
  if (delay === undefined) return { retry: null, tries };
  const retry = { reason, notBefore: now + Math.max(delay, hintMs ?? 0), ...(isGreylisted ? host : NOWHERE) };
  if (isGreylisted) return { retry, tries: { ...tries, greylist: tries.greylist + 1 } };
  return { retry, tries: { ...tries, retry: tries.retry + 1 } };
}
