import { BlockList, isIPv6 } from 'node:net';
import type { DnsInspection } from '@mailsift/lanes';
import { isSpf, parseSpf, type Qualifier, type SpfTerm } from './parseSpf.ts';

/**
 * Whether an address may send for a domain (RFC 7208). `none`: no record; `error`: a record that receivers will not
 * evaluate; `unknown`: it could not be looked up, or it has a term that is not evaluated here (exists, ptr, macros).
 */
export type SpfVerdict =
  | { readonly kind: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' }
  | { readonly kind: 'error' | 'unknown'; readonly why: string };

type Dns = Pick<DnsInspection, 'txt' | 'mx' | 'addresses'>;

const VERDICTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const satisfies Record<
  Qualifier,
  string
>;
/** RFC 7208 section 4.6.4: terms that ask DNS, in a record and all it includes. */
const MOST_LOOKUPS = 10;

class Undecided extends Error {
  readonly verdict: SpfVerdict;

  constructor(kind: 'error' | 'unknown', why: string) {
    super(why);
    this.verdict = { kind, why };
  }
}

/** Never rejects for what DNS says. */
export async function evaluateSpf(domain: string, ip: string, dns: Dns): Promise<SpfVerdict> {
  try {
    return await new Evaluation(ip, dns).check(domain);
  } catch (error) {
    if (error instanceof Undecided) return error.verdict;
    throw error;
  }
}

class Evaluation {
  readonly #ip: string;
  readonly #dns: Dns;
  #lookups = 0;

  constructor(ip: string, dns: Dns) {
    this.#ip = ip;
    this.#dns = dns;
  }

  async check(domain: string): Promise<SpfVerdict> {
    const record = await this.#recordOf(domain);
    if (record === null) return { kind: 'none' };
    const terms = parseSpf(record);
    for (const term of terms) {
      if (term.kind === 'redirect') continue;
      if (await this.#matches(term, domain)) return { kind: VERDICTS['qualifier' in term ? term.qualifier : '?'] };
    }
    const redirect = terms.find((term) => term.kind === 'redirect');
    if (redirect === undefined) return { kind: 'neutral' };
    this.#count();
    const verdict = await this.check(redirect.domain);
    if (verdict.kind === 'none')
      throw new Undecided('error', `${redirect.domain}, which it redirects to, has no SPF record`);
    return verdict;
  }

  async #recordOf(domain: string): Promise<string | null> {
    const answer = await this.#dns.txt(domain);
    if (answer.kind === 'error') throw new Undecided('unknown', `the TXT records of ${domain}: ${answer.code}`);
    const records = answer.kind === 'records' ? answer.records.filter(isSpf) : [];
    if (records.length > 1)
      throw new Undecided('error', `${domain} has ${records.length} SPF records, and may have one`);
    return records[0] ?? null;
  }

  async #matches(term: Exclude<SpfTerm, { kind: 'redirect' }>, domain: string): Promise<boolean> {
    switch (term.kind) {
      case 'all':
        return true;
      case 'ip':
        return this.#isIn(term.network, term.prefix);
      case 'a':
        this.#count();
        return this.#isAnyIn(await this.#addressesOf(term.domain ?? domain), term);
      case 'mx': {
        this.#count();
        const answer = await this.#dns.mx(term.domain ?? domain);
        const hosts = answer.kind === 'records' ? answer.records.slice(0, MOST_LOOKUPS) : [];
        const addresses = await Promise.all(hosts.map(({ exchange }) => this.#addressesOf(exchange)));
        return this.#isAnyIn(addresses.flat(), term);
      }
      case 'include': {
        this.#count();
        const verdict = await this.check(term.domain);
        if (verdict.kind === 'none')
          throw new Undecided('error', `${term.domain}, which it includes, has no SPF record`);
        return verdict.kind === 'pass';
      }
      case 'unknown':
        // It might match, so nothing after it is certain.
        throw new Undecided('unknown', `"${term.text}" is not evaluated here`);
      default:
        return term satisfies never;
    }
  }

  #count(): void {
    if (++this.#lookups > MOST_LOOKUPS) {
      throw new Undecided('error', `it needs more than ${MOST_LOOKUPS} look-ups, and receivers stop there`);
    }
  }

  async #addressesOf(name: string): Promise<readonly string[]> {
    const answer = await this.#dns.addresses(name);
    if (answer.kind === 'error') throw new Undecided('unknown', `the addresses of ${name}: ${answer.code}`);
    return answer.kind === 'records' ? answer.records : [];
  }

  #isAnyIn(networks: readonly string[], { prefix4, prefix6 }: { readonly prefix4: number; readonly prefix6: number }) {
    return networks.some((network) => this.#isIn(network, isIPv6(network) ? prefix6 : prefix4));
  }

  #isIn(network: string, prefix: number | null): boolean {
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    if (family !== (isIPv6(this.#ip) ? 'ipv6' : 'ipv4')) return false;
    const list = new BlockList();
    try {
      list.addSubnet(network, prefix ?? (family === 'ipv6' ? 128 : 32), family);
    } catch {
      throw new Undecided('error', `${network}/${prefix ?? ''} is no network`);
    }
    return list.check(this.#ip, family);
  }
}
