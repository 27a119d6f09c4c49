import type { NearFrequent } from './frequentDomains.ts';
import { FAMILY_DOMAINS, nearMailService } from './mailFamilies.ts';
import { repairSuffix } from './suffixRepair.ts';

export interface TypoRules {
  /** A domain that is known to exist and to take mail: it is nobody's misspelling. */
  isReal(domain: string): boolean;
  /** Never suggested. */
  isDisposable(domain: string): boolean;
}

/** Slips in one domain that are put right one after the other: one in the suffix, then one in the name. */
const MOST_STEPS = 2;

/**
 * The domain that was probably meant, else null. What comes out is not disposable, differs from what went in, and would get no
 * suggestion itself.
 */
export function suggestDomain(domain: string, rules: TypoRules, nearFrequent: NearFrequent): string | null {
  let meant = domain;
  for (let step = 0; step < MOST_STEPS; step++) {
    const better = nextBetter(meant, rules, nearFrequent);
    if (better === null) break;
    meant = better;
  }
  if (meant === domain || rules.isDisposable(meant)) return null;
  return nextBetter(meant, rules, nearFrequent) === null ? meant : null;
}

function nextBetter(domain: string, rules: TypoRules, nearFrequent: NearFrequent): string | null {
  if (FAMILY_DOMAINS.has(domain) || rules.isReal(domain)) return null;
  return nearMailService(domain) ?? repairSuffix(domain) ?? nearFrequent(domain);
}
