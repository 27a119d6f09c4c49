import type { DomainFacts } from './facts.ts';

const MINUTE_MS = 60_000;

/** How long facts are kept, ms. node:dns tells no TTL of MX records, so the times are fixed. */
const KEPT_MS = {
  mx: 60 * MINUTE_MS,
  null_mx: 15 * MINUTE_MS,
  no_mx: 15 * MINUTE_MS,
  nxdomain: 15 * MINUTE_MS,
  dangling_mx: 15 * MINUTE_MS,
  not_routable: 15 * MINUTE_MS,
  dns_error: MINUTE_MS / 2,
} as const satisfies Record<DomainFacts['kind'], number>;

export const cacheTimeMs = (facts: DomainFacts): number => KEPT_MS[facts.kind];
