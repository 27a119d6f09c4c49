import { isIPv6 } from 'node:net';
import type { Answer } from 'dns-packet';
import type { DomainRow } from '../world/domainRow.ts';
import type { World } from '../world/world.ts';
import { verifierRecords } from './verifiers.ts';

/** What DNS says to one question; no records is NODATA. */
export type DnsAnswer =
  | { readonly records: readonly Answer[]; readonly tcpOnly: boolean }
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'silent';

export interface Zone {
  /** `name` in lower case, without a final dot. */
  answer(name: string, type: string): DnsAnswer;
  reset(): void;
}

/** Nothing is to be cached between two tests. */
const TTL = 0;
/** Where a domain without MX has its A record; nobody listens for mail there. */
const DOMAIN_ADDRESS = '127.26.255.1';
const NODATA: DnsAnswer = { records: [], tcpOnly: false };

const records = (...list: readonly Answer[]): DnsAnswer => ({ records: list, tcpOnly: false });
const mx = (name: string, preference: number, exchange: string): Answer => ({
  type: 'MX',
  name,
  ttl: TTL,
  data: { preference, exchange },
});

/** The names of the world as a DNS zone. */
export function createZone(world: World): Zone {
  const askedBefore = new Set<string>();

  const ofDomain = (row: DomainRow, name: string, type: string): DnsAnswer => {
    const { dns } = row;
    if (typeof dns !== 'string') return alias(name, dns.cnameTo, type);
    switch (dns) {
      case 'nxdomain':
      case 'servfail':
      case 'refused':
      case 'silent':
        return dns;
      case 'nxdomain_once':
        if (type !== 'MX' || askedBefore.has(name)) return mxOf(row, name, type);
        askedBefore.add(name);
        return 'nxdomain';
      case 'null_mx':
        // RFC 7505 section 3: preference 0 and the root as the host.
        return type === 'MX' ? records(mx(name, 0, '.')) : NODATA;
      case 'no_mx':
        return NODATA;
      case 'no_mx_has_address':
        return type === 'A' ? records(address(name, DOMAIN_ADDRESS)) : NODATA;
      case 'mx':
        return mxOf(row, name, type);
      case 'mx_over_tcp':
        return type === 'MX' ? { records: mxRecords(row, name), tcpOnly: true } : NODATA;
      default:
        return dns satisfies never;
    }
  };

  const alias = (name: string, target: string, type: string): DnsAnswer => {
    const cname: Answer = { type: 'CNAME', name, ttl: TTL, data: target };
    const found = answer(target, type);
    return typeof found === 'string' ? found : { ...found, records: [cname, ...found.records] };
  };

  const answer = (name: string, type: string): DnsAnswer => {
    const ours = verifierRecords(name, type);
    if (ours !== null) return records(...ours);
    const host = world.findHost(name);
    if (host !== null) {
      if (host.place.kind === 'alias') return alias(name, host.place.of, type);
      if (host.ip === null) return 'nxdomain';
      return type === (isIPv6(host.ip) ? 'AAAA' : 'A') ? records(address(name, host.ip)) : NODATA;
    }
    const row = world.findDomain(name);
    return row === null ? 'nxdomain' : ofDomain(row, name, type);
  };

  return { answer, reset: () => askedBefore.clear() };
}

function mxOf(row: DomainRow, name: string, type: string): DnsAnswer {
  return type === 'MX' ? records(...mxRecords(row, name)) : NODATA;
}

const mxRecords = (row: DomainRow, name: string): readonly Answer[] =>
  row.hosts.map((host) => mx(name, host.preference, host.name));

const address = (name: string, ip: string): Answer => ({ type: isIPv6(ip) ? 'AAAA' : 'A', name, ttl: TTL, data: ip });
