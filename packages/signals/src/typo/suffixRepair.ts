import { SUFFIX_TYPOS } from '../data/mailDomains.ts';
import { readDomain } from '../domainName.ts';
import { editDistance } from './editDistance.ts';

/** known: a public suffix; broken: none, so the address cannot be right; name: somebody's domain, with a name of its own. */
export type SuffixKind = 'known' | 'broken' | 'name';

/** What stands after the first label of a domain: `com`, `con`, `com.com`, `example.com`. */
export function suffixKind(rest: string): SuffixKind {
  if (SUFFIX_TYPOS.has(rest) || DOUBLED.has(rest)) return 'broken';
  const { name, known } = readDomain(rest);
  if (known) return name === '' ? 'known' : 'name';
  return rest.split('.').length > 2 ? 'name' : 'broken';
}

const DOUBLED = new Set(['com.com', 'con.com', 'co.com', 'com.con', 'com.co', 'net.net', 'com.net', 'de.de', 'fr.fr']);

/** The suffixes an unknown one is compared with, the likelier first. */
const USUAL = ['com', 'net', 'org'];

/**
 * A domain whose top-level domain does not exist, with the one that was probably meant (`acme.con`, `acme.co.ku`), else null.
 * Reserved names (`.test`, `.local`) are more than one slip away from all of them.
 */
export function repairSuffix(domain: string): string | null {
  const labels = domain.split('.');
  for (const count of [2, 1]) {
    const rest = labels.slice(-count).join('.');
    const meant = labels.length > count ? SUFFIX_TYPOS.get(rest) : undefined;
    if (meant !== undefined && (count === 1 || labels.length === 3)) return withSuffix(labels, count, meant);
  }
  const { known, suffix, name } = readDomain(domain);
  if (known || name === '' || suffix.startsWith('xn--') || suffix.length < 2) return null;
  const meant = USUAL.find((usual) => editDistance(suffix, usual, 1) === 1);
  return meant === undefined ? null : withSuffix(labels, 1, meant);
}

function withSuffix(labels: readonly string[], dropped: number, suffix: string): string {
  return [...labels.slice(0, -dropped), suffix].join('.');
}
