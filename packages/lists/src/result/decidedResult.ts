import type { Decision } from '@mailsift/verdict';
import { describe } from '@mailsift/verdict';
import type { AddressResult, BatchAddress } from './addressResult.ts';

/** A result that no mail server had a part in. */
export function decidedResult(address: BatchAddress, decision: Decision, verifiedAt: number): AddressResult {
  const { status, event, cause, rule } = decision;
  return {
    ...address,
    status,
    event,
    cause,
    rule,
    details: describe(decision),
    mxHost: null,
    mxIp: null,
    smtp: null,
    attempts: 0,
    tries: { greylist: 0, retry: 0 },
    verifiedAt,
    executionMs: 0,
    retry: null,
  };
}
