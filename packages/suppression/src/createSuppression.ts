import { digestOf } from './digests.ts';
import { DigestTable } from './digestTable.ts';
import type { SuppressionData } from './readFiles.ts';

/** What is not to be checked: answers are as of one reading of the files. */
export interface Suppression {
  /** Which entry keeps an address from being checked, or null. The domain is in lower-case A-labels. */
  find(address: string): 'domain' | 'address' | null;
  readonly entries: number;
}

/** Nothing is suppressed. */
export const NO_SUPPRESSION: Suppression = { find: () => null, entries: 0 };

export function createSuppression({ addresses, domains, parents, entries }: SuppressionData): Suppression {
  const byAlgorithm = (['sha256', 'md5', 'sha1'] as const)
    .map((algorithm) => ({ algorithm, table: new DigestTable(addresses[algorithm]) }))
    .filter(({ table }) => table.size > 0);
  const alone = new DigestTable(domains);
  const above = new DigestTable(parents);
  const hasDomain = (domain: string): boolean => {
    if (alone.size > 0 && alone.has(digestOf('sha256', domain))) return true;
    return above.size > 0 && namesAbove(domain).some((name) => above.has(digestOf('sha256', name)));
  };
  // Addresses come domain by domain.
  let last = { domain: '', isIn: false };
  const isDomainIn = (domain: string): boolean => {
    if (last.domain !== domain) last = { domain, isIn: hasDomain(domain) };
    return last.isIn;
  };
  return {
    entries,
    find(address) {
      const key = address.toLowerCase().normalize('NFC');
      if (byAlgorithm.some(({ algorithm, table }) => table.has(digestOf(algorithm, key)))) return 'address';
      return isDomainIn(key.slice(key.lastIndexOf('@') + 1)) ? 'domain' : null;
    },
  };
}

/** The name itself, and every name it is under: `a.b.c`, `b.c`, `c`. */
function namesAbove(domain: string): string[] {
  const labels = domain.split('.');
  return labels.map((_, from) => labels.slice(from).join('.'));
}
