import type { MxRecord } from 'node:dns';
import type { Answer, DnsQuestions } from './dnsQuestions.ts';
import type { DomainFacts, MailHost } from './facts.ts';
import { parseHostName } from './hostName.ts';

/** Postfix's `smtp_mx_address_limit` and Exim's `hosts_max_try` are 5 too. */
const HOSTS_AT_ONCE = 5;
/** How many hosts are looked up before giving up on a domain whose best ones have no address. */
const HOSTS_LOOKED_UP = 15;
const ADDRESSES_PER_HOST = 8;

export interface LookupRules {
  /** Whether a socket may be opened to this address. */
  readonly isAllowed: (ip: string) => boolean;
  readonly implicitMx: boolean;
}

type HostFinding =
  | { readonly kind: 'usable'; readonly host: MailHost }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'no_address' }
  | { readonly kind: 'error'; readonly code: string };

interface MxHost {
  readonly host: string;
  readonly preference: number;
}

/** Looks one domain up: its MX records, then the addresses of its best hosts. Never rejects for what DNS said. */
export async function lookUpDomain(domain: string, dns: DnsQuestions, rules: LookupRules): Promise<DomainFacts> {
  const name = parseHostName(domain);
  if (name === null) return { kind: 'dns_error', code: 'EBADNAME' };
  const answer = await dns.mx(name);
  switch (answer.kind) {
    case 'nxdomain':
      return { kind: 'nxdomain' };
    case 'error':
      return { kind: 'dns_error', code: answer.code };
    case 'nodata':
      return withoutMx(name, dns, rules);
    case 'records':
      return fromMxRecords(answer.records, dns, rules);
    default:
      return answer satisfies never;
  }
}

async function withoutMx(domain: string, dns: DnsQuestions, rules: LookupRules): Promise<DomainFacts> {
  const addresses = await dns.addresses(domain);
  if (addresses.kind === 'error') return { kind: 'dns_error', code: addresses.code };
  if (addresses.kind !== 'records') return { kind: 'no_mx', hasAddress: false };
  if (!rules.implicitMx) return { kind: 'no_mx', hasAddress: true };
  const finding = judgeHost({ host: domain, preference: 0 }, addresses, rules);
  if (finding.kind !== 'usable') return { kind: 'not_routable', hosts: [domain] };
  return { kind: 'mx', hosts: [finding.host], implicit: true };
}

async function fromMxRecords(
  records: readonly MxRecord[],
  dns: DnsQuestions,
  rules: LookupRules,
): Promise<DomainFacts> {
  // c-ares gives the root as an empty name. Beside other records a null MX means nothing (RFC 7505 section 3).
  const named = records.filter((record) => record.exchange !== '' && record.exchange !== '.');
  if (named.length === 0) return { kind: 'null_mx' };
  const hosts = byPreference(named);
  const findings: HostFinding[] = [];
  for (let from = 0; from < Math.min(hosts.length, HOSTS_LOOKED_UP); from += HOSTS_AT_ONCE) {
    const next = hosts.slice(from, from + HOSTS_AT_ONCE);
    const found = await Promise.all(next.map((host) => lookUpHost(host, dns, rules)));
    const usable = found.flatMap((finding) => (finding.kind === 'usable' ? [finding.host] : []));
    if (usable.length > 0) return { kind: 'mx', hosts: usable, implicit: false };
    findings.push(...found);
  }
  return noUsableHost(hosts, findings);
}

/** Best first and each host once. Equal preferences are in name order here, which is no choice yet: see `orderHosts`. */
function byPreference(records: readonly MxRecord[]): readonly MxHost[] {
  const best = new Map<string, number>();
  for (const { exchange, priority } of records) {
    const host = exchange.toLowerCase().replace(/\.$/, '');
    best.set(host, Math.min(priority, best.get(host) ?? Number.POSITIVE_INFINITY));
  }
  return [...best]
    .map(([host, preference]) => ({ host, preference }))
    .sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1));
}

async function lookUpHost(host: MxHost, dns: DnsQuestions, rules: LookupRules): Promise<HostFinding> {
  // An IP literal or another impossible name (RFC 5321 section 5.1 wants a domain name) has no address to look up.
  if (parseHostName(host.host) === null) return { kind: 'no_address' };
  return judgeHost(host, await dns.addresses(host.host), rules);
}

function judgeHost(host: MxHost, answer: Answer<string>, rules: LookupRules): HostFinding {
  if (answer.kind === 'error') return answer;
  if (answer.kind !== 'records') return { kind: 'no_address' };
  const allowed = [...new Set(answer.records)].filter(rules.isAllowed);
  if (allowed.length === 0) return { kind: 'forbidden' };
  // Sorted before it is cut: servers rotate their answers, and a retry should meet the same addresses.
  return { kind: 'usable', host: { ...host, ips: allowed.sort().slice(0, ADDRESSES_PER_HOST) } };
}

/** None can be connected to: a fault anywhere, or a host never looked up, means that we do not know. */
function noUsableHost(hosts: readonly MxHost[], findings: readonly HostFinding[]): DomainFacts {
  const failed = findings.find((finding) => finding.kind === 'error');
  if (failed !== undefined) return { kind: 'dns_error', code: failed.code };
  if (findings.length < hosts.length) return { kind: 'dns_error', code: 'ETOOMANYHOSTS' };
  const names = hosts.map((host) => host.host.slice(0, 253));
  const forbidden = findings.some((finding) => finding.kind === 'forbidden');
  return { kind: forbidden ? 'not_routable' : 'dangling_mx', hosts: names };
}
