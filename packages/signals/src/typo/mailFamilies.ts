import { KNOWN_TYPOS, MAIL_FAMILIES, type MailFamily, REAL_DOMAINS } from '../data/mailDomains.ts';
import { differingLetters, editDistance, letterMask } from './editDistance.ts';
import { suffixKind } from './suffixRepair.ts';

interface Entry {
  readonly family: MailFamily;
  readonly mask: number;
}

const ENTRIES: readonly Entry[] = MAIL_FAMILIES.map((family) => ({ family, mask: letterMask(family.name) }));
const BY_NAME: ReadonlyMap<string, MailFamily> = new Map(MAIL_FAMILIES.map((family) => [family.name, family]));

/** Every domain of the families: real ones, and what a suggestion may be. */
export const FAMILY_DOMAINS: ReadonlySet<string> = new Set(
  MAIL_FAMILIES.flatMap(({ name, suffixes }) => suffixes.map((suffix) => `${name}.${suffix}`)),
);

/**
 * The domain of a large mail service that this one is a misspelling of, else null. A domain that exists and only looks alike
 * is never taken for one (`REAL_DOMAINS`), nor is a first letter replaced: `bmail.com` and `fmail.com` are others' names.
 */
export function nearMailService(domain: string): string | null {
  const known = KNOWN_TYPOS.get(domain);
  if (known !== undefined) return known;
  if (FAMILY_DOMAINS.has(domain) || REAL_DOMAINS.has(domain)) return null;
  const dot = domain.indexOf('.');
  if (dot === -1) return withoutDot(domain);
  const first = domain.slice(0, dot);
  const rest = domain.slice(dot + 1);
  if (first === 'www' && FAMILY_DOMAINS.has(rest)) return rest;
  const exact = BY_NAME.get(first);
  if (exact !== undefined) return underOwnName(exact, rest);
  const family = nearestFamily(first);
  return family === null ? null : underSlippedName(family, rest);
}

/** `gmailcom` and `gmail`. */
function withoutDot(domain: string): string | null {
  for (const { name, suffixes, closed } of MAIL_FAMILIES) {
    if (!closed || !domain.startsWith(name)) continue;
    const suffix = domain === name ? suffixes[0] : suffixes.find((each) => name + each.replace('.', '') === domain);
    if (suffix !== undefined) return `${name}.${suffix}`;
  }
  return null;
}

function underOwnName(family: MailFamily, rest: string): string | null {
  const kind = suffixKind(rest);
  if (kind === 'name') return null;
  if (kind === 'broken')
    return spelled(family, nearestSuffix(family, rest) ?? (family.closed ? family.suffixes[0] : undefined));
  if (!family.closed) return null;
  if (editDistance(rest, 'com', 1) <= 1) return spelled(family, family.suffixes[0]);
  const national = family.suffixes.find((suffix) => suffix === `co.${rest}` || suffix === `com.${rest}`);
  return spelled(family, national ?? family.suffixes[0]);
}

function underSlippedName(family: MailFamily, rest: string): string | null {
  if (family.suffixes.includes(rest)) return spelled(family, rest);
  const kind = suffixKind(rest);
  if (kind === 'broken') return spelled(family, nearestSuffix(family, rest));
  // A slip in the name and another in the suffix, whose result is a suffix too: `gmial.co`.
  const slipped = kind === 'known' && family.closed && editDistance(rest, 'com', 1) === 1;
  return slipped ? spelled(family, family.suffixes[0]) : null;
}

function nearestFamily(name: string): MailFamily | null {
  const mask = letterMask(name);
  let nearest: MailFamily | null = null;
  let least = 3;
  for (const { family, mask: familyMask } of ENTRIES) {
    if (family.reach === 0 || !startsAlike(name, family)) continue;
    // The same letters in another order are two slips and still nobody's name: `gimal`, `icould`.
    const reach = family.closed && mask === familyMask && isSwapped(name, family.name) ? 2 : family.reach;
    if (Math.abs(name.length - family.name.length) > reach || differingLetters(mask, familyMask) > 2 * reach) continue;
    const distance = editDistance(name, family.name, reach);
    if (distance > reach || distance >= least) continue;
    if (distance === 2 && name.length === family.name.length && !isSwapped(name, family.name)) continue;
    nearest = family;
    least = distance;
  }
  return nearest;
}

/** The first letters agree, or one of them was left out, put in, or swapped with the second. */
function startsAlike(name: string, { name: family, closed }: MailFamily): boolean {
  if (name.charCodeAt(0) === family.charCodeAt(0)) return true;
  if (!closed) return false;
  return name.endsWith(family) || family.endsWith(name) || (name[0] === family[1] && name[1] === family[0]);
}

/** Two replaced letters make another word (`outdoor`); other letters in another order do not. */
function isSwapped(name: string, family: string): boolean {
  return [...name].sort().join('') === [...family].sort().join('');
}

function nearestSuffix(family: MailFamily, rest: string): string | undefined {
  // One letter is as near to a dozen countries as it is to the first suffix.
  if (rest.length < 2) return family.suffixes[0];
  let nearest: string | undefined;
  let least = 3;
  for (const suffix of family.suffixes) {
    const distance = editDistance(rest, suffix, 2);
    if (distance >= least) continue;
    nearest = suffix;
    least = distance;
  }
  return nearest;
}

function spelled(family: MailFamily, suffix: string | undefined): string | null {
  return suffix === undefined ? null : `${family.name}.${suffix}`;
}
