import { findPatternDomain, findPatternHost, POOL_HOSTS } from '../behaviours/scale.ts';
import { TABLE } from '../behaviours/table.ts';
import type { DomainRow, HostPlace, HostRow } from './domainRow.ts';

export interface WorldHost {
  readonly name: string;
  readonly place: HostPlace;
  /** Where DNS says it is; null where DNS does not know it, or it is an alias. */
  readonly ip: string | null;
  readonly row: HostRow;
}

/** The names of the sandbox: domains, and the hosts that take their mail. Names are in lower case. */
export interface World {
  readonly domains: readonly DomainRow[];
  readonly hosts: readonly WorldHost[];
  /** The row of a domain; null for a name that is none. */
  findDomain(name: string): DomainRow | null;
  findHost(name: string): WorldHost | null;
  /** Whether the host takes mail for the domain. */
  serves(host: WorldHost, domain: string): boolean;
}

/** Lays the world out: the same host has the same address every time, as long as the table is the same. */
export function createWorld(): World {
  const domains = new Map(TABLE.map((row) => [row.domain, row]));
  const hosts = placeHosts([...TABLE.flatMap((row) => row.hosts), ...POOL_HOSTS]);
  const findDomain = (name: string) => domains.get(name) ?? findPatternDomain(name);
  const findHost = (name: string) => {
    const found = hosts.get(name);
    if (found !== undefined) return found;
    const behind = findPatternHost(name);
    return behind === null ? null : (hosts.get(behind) ?? null);
  };
  return {
    domains: TABLE,
    hosts: [...hosts.values()],
    findDomain,
    findHost,
    serves: (host, domain) =>
      findDomain(domain)?.hosts.some(({ name }) => name === host.name || reaches(name, host, findHost)) ?? false,
  };
}

/** Whether a name leads to the host: by an alias, or as one of the names of a pool host. */
function reaches(name: string, host: WorldHost, findHost: (name: string) => WorldHost | null): boolean {
  const found = findHost(name);
  if (found?.place.kind === 'alias') return found.place.of === host.name;
  return found === host;
}

/** A host that several domains name is one host; the first row decides what it does. */
function placeHosts(rows: readonly HostRow[]): ReadonlyMap<string, WorldHost> {
  const hosts = new Map<string, WorldHost>();
  for (const row of rows) {
    const { name, place } = row;
    if (!hosts.has(name)) hosts.set(name, { name, place, ip: addressOf(place, hosts.size), row });
  }
  return hosts;
}

function addressOf(place: HostPlace, index: number): string | null {
  switch (place.kind) {
    case 'listening':
      return `127.25.${index >> 7}.${(index & 127) + 1}`;
    case 'dead':
      return `127.26.${index >> 7}.${(index & 127) + 1}`;
    case 'ipv6':
      return '::1';
    case 'unknown':
    case 'alias':
      return null;
    case 'literal':
      return place.ip;
    default:
      return place satisfies never;
  }
}
