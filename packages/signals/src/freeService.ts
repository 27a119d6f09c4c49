import { FREE_DOMAINS, NOT_FREE } from './data/freeDomains.ts';
import { loadList, type ReadPackage } from './packagedLists.ts';
import { FAMILY_DOMAINS, nearMailService } from './typo/mailFamilies.ts';
import { repairSuffix } from './typo/suffixRepair.ts';

/** Some 2,600 names of the packaged list say nothing of mail, and a good part of them are companies' or long dead. */
const SAYS_MAIL =
  /mail|post|box|net|hot|yahoo|outlook|web|letter|message|online|telecom|tele|cable|free|gmx|aol|lycos|rr\.com|qq|msn/;

/** Throw-away services that the lists of disposable domains no longer carry. */
const SAYS_THROW_AWAY =
  /te?mp|temporar|trash|spam|fake|minut|throw|dispos|wegwerf|jetable|burner|guerril|mailinat|yopm/;

/**
 * Domains at which anybody gets a mailbox: our tables, and what the packaged list names after mail, without its disposable
 * domains, its misspellings (`gmial.com`) and the domains of organisations.
 */
export function createFreeDomains(
  read: ReadPackage,
  warn: (message: string) => void,
  isDisposable: (domain: string) => boolean,
): ReadonlySet<string> {
  const packaged = loadList('email-providers', read, warn).filter(
    (domain) =>
      SAYS_MAIL.test(domain) &&
      !SAYS_THROW_AWAY.test(domain) &&
      !isDisposable(domain) &&
      nearMailService(domain) === null &&
      repairSuffix(domain) === null,
  );
  const free = new Set([...FAMILY_DOMAINS, ...FREE_DOMAINS, ...packaged]);
  for (const domain of NOT_FREE) free.delete(domain);
  return free;
}
