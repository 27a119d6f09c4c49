import { classifyAddress } from '@mailsift/smtp';
import { LRUCache } from 'lru-cache';
import type { CachedFacts, DnsCache } from './dnsCache.ts';
import { createDnsQuestions, type DnsQuestionsOptions } from './dnsQuestions.ts';
import { lookUpDomain } from './domainLookup.ts';
import { cacheTimeMs } from './domainTimes.ts';
import type { DomainFacts } from './facts.ts';
import { createGate } from './gate.ts';

const REMEMBERED_DOMAINS = 20_000;
const DEFAULT_IN_FLIGHT = 200;
const DEFAULT_DEADLINE_MS = 20_000;

export interface DomainResolver {
  /** Facts of a domain (ASCII). Never rejects: what could not be found out is `dns_error`. */
  resolve(domain: string): Promise<DomainFacts>;
  close(): void;
}

export interface ResolverOptions extends Omit<DnsQuestionsOptions, 'maxInFlight'> {
  readonly maxInFlight?: number;
  /** For one domain, over all its questions, from when its turn comes. */
  readonly deadlineMs?: number;
  /** Lets addresses inside private networks through; multicast and other special ones never. */
  readonly allowPrivate: boolean;
  /** RFC 5321 section 5.1: a domain without MX receives mail at its own address. */
  readonly implicitMx: boolean;
  /** Shared by all processes; without it each remembers for itself. */
  readonly cache?: DnsCache;
  readonly now?: () => number;
}

/** Resolves domains to guarded addresses. No name ever leaves it as something to connect to. */
export function createResolver(options: ResolverOptions): DomainResolver {
  const { cache, implicitMx, maxInFlight = DEFAULT_IN_FLIGHT, deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const now = options.now ?? Date.now;
  const isAllowed = (ip: string) => {
    const found = classifyAddress(ip);
    return found === 'public' || (found === 'private' && options.allowPrivate);
  };
  const dns = createDnsQuestions({ ...options, maxInFlight });
  const domainGate = createGate(maxInFlight);
  const remembered = new LRUCache<string, CachedFacts>({ max: REMEMBERED_DOMAINS });
  const flights = new Map<string, Promise<DomainFacts>>();
  let closed = false;

  const lookUp = async (domain: string): Promise<DomainFacts> => {
    if (closed) return { kind: 'dns_error', code: 'ECANCELLED' };
    const facts = await withDeadline(lookUpDomain(domain, dns, { isAllowed, implicitMx }), deadlineMs);
    const cached = { facts, keptUntil: now() + cacheTimeMs(facts) };
    remembered.set(domain, cached);
    // What one worker could not find out, another may: faults are not shared.
    if (facts.kind !== 'dns_error') await cache?.set(domain, cached);
    return facts;
  };

  const fly = async (domain: string): Promise<DomainFacts> => {
    const shared = await cache?.get(domain);
    if (shared && shared.keptUntil > now() && addressesOf(shared.facts).every(isAllowed)) {
      remembered.set(domain, shared);
      return shared.facts;
    }
    return domainGate.run(() => lookUp(domain));
  };

  return {
    resolve(spelling) {
      const domain = spelling.toLowerCase();
      const known = remembered.get(domain);
      if (known !== undefined && known.keptUntil > now()) return Promise.resolve(known.facts);
      const flying = flights.get(domain);
      if (flying !== undefined) return flying;
      const flight = fly(domain).finally(() => flights.delete(domain));
      flights.set(domain, flight);
      return flight;
    },
    close() {
      closed = true;
      dns.close();
    },
  };
}

const addressesOf = (facts: DomainFacts): readonly string[] =>
  facts.kind === 'mx' ? facts.hosts.flatMap((host) => host.ips) : [];

async function withDeadline(facts: Promise<DomainFacts>, deadlineMs: number): Promise<DomainFacts> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<DomainFacts>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'dns_error', code: 'EDEADLINE' }), deadlineMs);
  });
  try {
    return await Promise.race([facts, expired]);
  } finally {
    clearTimeout(timer);
  }
}
