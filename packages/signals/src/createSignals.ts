import type { AddressSignals } from './addressSignals.ts';
import { DomainJudge } from './domainJudge.ts';
import { isGibberish } from './gibberish/gibberish.ts';
import { loadSignalsData, type SignalsData, type SignalsOptions } from './signalsData.ts';
import { repairAddress } from './typo/repairAddress.ts';

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
  /** The address that was probably meant by a cell that is none (`john@gmail,com`), else null. Never throws. */
  suggestRepair(cell: string): string | null;
}

interface Loaded {
  readonly data: SignalsData;
  readonly domains: DomainJudge;
}

/** The judge of addresses. Loads its lists at the first address, once: under 100 ms, and some 3 MB of heap. */
export function createSignals(options: SignalsOptions = {}): Signals {
  let loaded: Loaded | undefined;
  const load = (): Loaded => {
    if (loaded === undefined) {
      const data = loadSignalsData(options);
      loaded = { data, domains: new DomainJudge(data) };
    }
    return loaded;
  };
  return {
    describeAddress: (address, context = {}) => describe(load(), address, context),
    suggestRepair: (cell) => {
      const { domains } = load();
      const repaired = repairAddress(cell, (domain) => domains.factsOf(domain).suggestion);
      if (repaired === null || domains.factsOf(repaired.domain).isDisposable) return null;
      return `${repaired.local}@${repaired.domain}`;
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
