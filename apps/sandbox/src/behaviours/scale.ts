import type { DomainRow, HostRow } from '../world/domainRow.ts';
import { host, row } from '../world/row.ts';

/** Mail hosts behind the domains that exist by the million. */
const POOL_SIZE = 64;

/** Hosts of the pool, `mx.pool-0.test` and so on. Each is an operator, and so a lane, of its own. */
export const POOL_HOSTS: readonly HostRow[] = Array.from({ length: POOL_SIZE }, (_, index) => host(poolHost(index)));

const SHARED = row('small', {
  domain: '*.small.test',
  about: 'Any name below small.test, by the million: each is answered by one of 64 operators.',
});
const OWN = row('small_own', {
  domain: 'small-*.test',
  about: 'Any name of this form, by the million: each has a mail host, and so a lane, of its own.',
});
const HOT = row('hot', {
  domain: 'example-hot.test',
  about: 'One domain for half of a long list, on two equal hosts.',
  hosts: [host('mx1.example-hot.test'), host('mx2.example-hot.test')],
});
const HOT_BELOW: DomainRow = {
  ...HOT,
  domain: '*.example-hot.test',
  about: 'Any name below example-hot.test, on the same two hosts.',
};

export const SCALE: readonly DomainRow[] = [HOT, HOT_BELOW, SHARED, OWN];

/** The row of a name that exists by pattern, else null. */
export function findPatternDomain(name: string): DomainRow | null {
  if (name.endsWith('.small.test')) return { ...SHARED, domain: name, hosts: [host(poolHost(hash(name)))] };
  if (isOwn(name)) return { ...OWN, domain: name, hosts: [host(`mx.${name}`)] };
  if (name.endsWith('.example-hot.test')) return { ...HOT_BELOW, domain: name };
  return null;
}

/** The pool host behind `mx.small-<anything>.test`, else null. */
export function findPatternHost(name: string): string | null {
  const domain = name.startsWith('mx.') ? name.slice('mx.'.length) : '';
  return isOwn(domain) ? poolHost(hash(domain)) : null;
}

function isOwn(name: string): boolean {
  return name.startsWith('small-') && name.endsWith('.test') && name.split('.').length === 2;
}

function poolHost(index: number): string {
  return `mx.pool-${index}.test`;
}

/** FNV-1a, as an index into the pool. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) value = Math.imul(value ^ name.charCodeAt(at), 0x01000193);
  return (value >>> 0) % POOL_SIZE;
}
