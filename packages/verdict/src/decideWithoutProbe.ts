import type { Cause, Decision } from './types.ts';

/** An address that is none. `reason` is a stable word such as `no_at`; it becomes part of the rule's id. */
export function decideSyntax(reason: string): Decision {
  return syntaxFault('syntax', `syntax-${reason.replaceAll('_', '-')}`);
}

/** A row without an address. */
export function decideEmpty(): Decision {
  return syntaxFault('empty', 'empty');
}

/** On a list of domains or addresses that the operator does not want checked. */
export function decideSuppressed(by: 'domain' | 'address'): Decision {
  const event = by === 'domain' ? 'blacklisted_domain' : 'blacklisted_address';
  return { status: 'failed', event, cause: 'suppressed', rule: `suppressed-${by}`, retry: null };
}

/** The provider says yes to every address, so nobody is asked and no yes is believed. */
export function decideUnverifiable(): Decision {
  return unknown('unverifiable_provider', 'unverifiable-provider');
}

/** The list ran out of time; what it was last waiting for stays as the cause. */
export function decideExpired(lastCause: Cause | null): Decision {
  const decision = unknown(lastCause ?? 'list_expired', 'list-expired');
  return lastCause === 'greylisted' ? { ...decision, event: 'is_greylisting' } : decision;
}

/** Checking this address broke something of ours: never failed, whoever's fault it was. */
export function decideInternalError(): Decision {
  return unknown('internal_error', 'internal-error');
}

function syntaxFault(cause: 'syntax' | 'empty', rule: string): Decision {
  return { status: 'failed', event: 'invalid_syntax', cause, rule, retry: null };
}

function unknown(cause: Cause, rule: string): Decision {
  return { status: 'unknown', event: 'inconclusive', cause, rule, retry: null };
}
