import { readDomain } from '../domainName.ts';
import { differingLetters, editDistance, letterMask } from './editDistance.ts';

/** What is compared with every rare domain of a list: more would cost more than it finds. */
const MOST_DOMAINS = 1_000;

/** Shorter names are one slip away from each other by chance. */
const SHORTEST_NAME = 6;

interface Entry {
  readonly domain: string;
  readonly name: string;
  readonly suffix: string;
  readonly mask: number;
}

/** Answers the frequent domain that a rare one is a misspelling of, else null. */
export type NearFrequent = (domain: string) => string | null;

/**
 * Compares with a list's own frequent domains, which finds the misspellings of companies' names. One slip, same suffix, same
 * first letter; digits are no slips (`mail1` and `mail2` are two), nor is an `s` at the end.
 */
export function createNearFrequent(frequentDomains: readonly string[]): NearFrequent {
  const domains = new Set(frequentDomains.slice(0, MOST_DOMAINS).map((domain) => domain.toLowerCase()));
  const entries = [...domains].map(readEntry).filter(({ name }) => name.length >= SHORTEST_NAME);
  const byLength = groupByLength(entries);

  return (domain) => {
    if (entries.length === 0 || domains.has(domain)) return null;
    const rare = readEntry(domain);
    for (const length of [rare.name.length, rare.name.length - 1, rare.name.length + 1]) {
      const found = byLength.get(length)?.find((entry) => isSlip(rare, entry));
      if (found !== undefined) return found.domain;
    }
    return null;
  };
}

function readEntry(domain: string): Entry {
  const { name, suffix, bare } = readDomain(domain);
  // A subdomain is somebody's choice, not a slip: only registered names are compared.
  return { domain, name: bare ? name : '', suffix, mask: letterMask(name) };
}

function isSlip(rare: Entry, frequent: Entry): boolean {
  if (rare.suffix !== frequent.suffix || rare.name[0] !== frequent.name[0]) return false;
  if (differingLetters(rare.mask, frequent.mask) > 2) return false;
  if (`${rare.name}s` === frequent.name || rare.name === `${frequent.name}s`) return false;
  return digitsOf(rare.name) === digitsOf(frequent.name) && editDistance(rare.name, frequent.name, 1) === 1;
}

function digitsOf(name: string): string {
  return name.replace(/\D/g, '');
}

function groupByLength(entries: readonly Entry[]): ReadonlyMap<number, readonly Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.name.length);
    if (group === undefined) groups.set(entry.name.length, [entry]);
    else group.push(entry);
  }
  return groups;
}
