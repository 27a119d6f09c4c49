import type { SignalsData } from './signalsData.ts';
import { createNearFrequent, type NearFrequent } from './typo/frequentDomains.ts';
import { suggestDomain } from './typo/suggestDomain.ts';

/** What the tables say of a domain, whatever list it is in. */
export interface DomainFacts {
  readonly isDisposable: boolean;
  readonly isFreeService: boolean;
  /** The domain that was probably meant, by the tables alone. */
  readonly suggestion: string | null;
}

/** Domains whose facts are kept: those of a long list repeat, and beyond this many memory is worth more. */
const KEPT_DOMAINS = 20_000;

const nothingFrequent: NearFrequent = () => null;

/** Judges domains, and keeps what it found out: a list names the same domains again and again. */
export class DomainJudge {
  readonly #data: SignalsData;
  readonly #kept = new Map<string, DomainFacts>();
  readonly #nearFrequents = new WeakMap<readonly string[], NearFrequent>();

  constructor(data: SignalsData) {
    this.#data = data;
  }

  factsOf(domain: string): DomainFacts {
    const kept = this.#kept.get(domain);
    if (kept !== undefined) return kept;
    if (this.#kept.size >= KEPT_DOMAINS) this.#kept.clear();
    const isDisposable = this.#data.disposable.isListed(domain);
    const facts = {
      isDisposable,
      isFreeService: !isDisposable && this.#data.freeDomains.has(domain),
      suggestion: this.#suggest(domain, nothingFrequent),
    };
    this.#kept.set(domain, facts);
    return facts;
  }

  /** The suggestion where the list's own frequent domains count too. What is made of the array is kept with it. */
  suggestAmong(domain: string, frequentDomains: readonly string[]): string | null {
    let nearFrequent = this.#nearFrequents.get(frequentDomains);
    if (nearFrequent === undefined) {
      nearFrequent = createNearFrequent(frequentDomains);
      this.#nearFrequents.set(frequentDomains, nearFrequent);
    }
    return this.#suggest(domain, nearFrequent);
  }

  #suggest(domain: string, nearFrequent: NearFrequent): string | null {
    const { disposable, freeDomains } = this.#data;
    const rules = { isReal: (name: string) => freeDomains.has(name), isDisposable: disposable.isListed };
    return suggestDomain(domain, rules, nearFrequent);
  }
}
