import type { AddressSignals } from './addressSignals.ts';
import { DomainJudge } from './domainJudge.ts';
import { isGibberish } from './gibberish/gibberish.ts';
import { loadSignalsData, type SignalsData, type SignalsOptions } from './signalsData.ts';

/** An address as intake parsed it: the domain in A-labels. */
export interface SignalsAddress {
  readonly local: string;
  readonly domain: string;
}

/** What is known besides the address. */
export interface SignalsContext {
  /** The domain's MX hosts: those of throw-away services are known by name. */
  readonly mxHosts?: readonly string[];
  /**
   * The list's own frequent domains, the most frequent first (up to 1,000 are read): what its rare domains may be misspellings
   * of. Pass the same array, unchanged, for all addresses of a list.
   */
  readonly frequentDomains?: readonly string[];
}

export interface Signals {
  /** Same address and context, same answer. Asks nobody, and never throws, whatever the strings hold. */
  describeAddress(address: SignalsAddress, context?: SignalsContext): AddressSignals;
}

interface Loaded {
  readonly data: SignalsData;
  readonly domains: DomainJudge;
}

/** The judge of addresses. Loads its lists at the first address, once: under 100 ms, and some 3 MB of heap. */
export function createSignals(options: SignalsOptions = {}): Signals {
  let loaded: Loaded | undefined;
  return {
    describeAddress(address, context = {}) {
      if (loaded === undefined) {
        const data = loadSignalsData(options);
        loaded = { data, domains: new DomainJudge(data) };
      }
      return describe(loaded, address, context);
    },
  };
}

function describe({ data, domains }: Loaded, address: SignalsAddress, context: SignalsContext): AddressSignals {
  const { mxHosts, frequentDomains } = context;
  const domain = address.domain.toLowerCase();
  const facts = domains.factsOf(domain);
  const isDisposable = facts.isDisposable || (mxHosts !== undefined && data.disposable.isServedBy(mxHosts));
  const asksList = frequentDomains !== undefined && !isDisposable && !facts.isFreeService;
  const meant = asksList ? domains.suggestAmong(domain, frequentDomains) : facts.suggestion;
  const isRoleAccount = data.isRoleAccount(address.local);
  return {
    isDisposable,
    isFreeService: facts.isFreeService && !isDisposable,
    isRoleAccount,
    isGibberish: !isRoleAccount && isGibberish(data.costs, address.local),
    emailSuggested: meant === null ? null : `${address.local}@${meant}`,
    mailbox: address.local,
    domain,
  };
}
