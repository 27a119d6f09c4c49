import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Identity } from '@mailsift/smtp';
import type { MailHost } from './facts.ts';

/** One address of one host, in the order they are tried. With a port it is a `Target` of `@mailsift/smtp`. */
export interface Candidate {
  readonly host: string;
  readonly ip: string;
}

/** Postfix tries 5 addresses too (`smtp_mx_address_limit`). */
const MAX_CANDIDATES = 5;
/** So that a first host which is dead on purpose (nolisting) with many addresses does not use up all the tries. */
const PER_HOST = 2;

/**
 * Whom to connect to, first choice first: hosts by preference, equal ones by a hash of (identity, domain, host), so
 * that a greylist retry meets the host it met before while the domains of an operator spread over its hosts. Within a
 * host IPv4 comes before IPv6 (receivers judge IPv6 senders more harshly: PTR, whole prefixes listed), each family in
 * an order of the same hash. An identity bound to an address only gets addresses of that family.
 */
export function orderHosts(hosts: readonly MailHost[], identity: Identity, domain: string): readonly Candidate[] {
  const rank = (name: string) => createHash('sha256').update(`${identity.id}\0${domain}\0${name}`).digest('hex');
  return sortBy(hosts, (host) => `${String(host.preference).padStart(5, '0')} ${rank(host.host)}`)
    .flatMap(({ host, ips }) => {
      const reachable = ips.filter((ip) => identity.bind === null || isIPv6(identity.bind) === isIPv6(ip));
      const ordered = sortBy(reachable, (ip) => `${isIPv6(ip) ? 6 : 4} ${rank(ip)}`);
      return ordered.slice(0, PER_HOST).map((ip) => ({ host, ip }));
    })
    .slice(0, MAX_CANDIDATES);
}

function sortBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  // Most domains have one host, with one address: nothing to hash.
  if (items.length < 2) return items;
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ item }) => item);
}
