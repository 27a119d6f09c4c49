import type { DomainFacts } from '@mailsift/lanes';
import type { Cause, Decision, Event } from './types.ts';

/**
 * What DNS alone decides, or null where there is a host to ask. Only what DNS plainly says is failed: a fault of a
 * resolver, or an answer that a filtering one may have made up, is not.
 */
export function decideDomain(facts: DomainFacts): Decision | null {
  switch (facts.kind) {
    case 'mx':
      return null;
    case 'null_mx':
      return failed('mxserver_does_not_exist', 'null_mx');
    case 'no_mx':
      return failed('mxserver_does_not_exist', facts.hasAddress ? 'no_mx_has_address' : 'no_mx');
    case 'nxdomain':
      return failed('domain_does_not_exist', 'nxdomain');
    case 'dangling_mx':
      return failed('mxserver_does_not_exist', 'mx_without_address');
    case 'not_routable':
      // DNS filters and split-horizon resolvers answer 0.0.0.0 or a private address for hosts that do exist.
      return { ...UNKNOWN, cause: 'mx_not_routable', rule: 'dns-mx-not-routable', retry: null };
    case 'dns_error':
      return { ...UNKNOWN, cause: 'dns_error', rule: 'dns-error', retry: 'dns' };
    default:
      return facts satisfies never;
  }
}

const UNKNOWN = { status: 'unknown', event: 'inconclusive' } as const;

function failed(event: Event, cause: Cause): Decision {
  return { status: 'failed', event, cause, rule: `dns-${cause.replaceAll('_', '-')}`, retry: null };
}
