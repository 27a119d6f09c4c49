import { MORE_ROLE_WORDS, PERSONAL_WORDS } from './data/roleWords.ts';
import { loadList, type ReadPackage } from './packagedLists.ts';

/** True where a local part names a function or a group instead of a person. */
export type IsRoleAccount = (local: string) => boolean;

/** Longer local parts are sentences or tokens. */
const MOST_READ = 48;

/** `sales2`, `info_1`, `office-03`; not `123`. */
const NUMBER_AT_END = /[._-]?\d{1,4}$/;

/** Countries and languages that offices put beside the role: `info-de`, `uk.sales`. */
const REGIONS = new Set(
  'ae ar at au be br ca ch cl cn co cz de dk ee el en es eu fi fr gr hk hr hu id ie il in it jp kr lt lu lv mx my nl no nz pe ph pl pt ro ru se sg si sk th tr tw ua uk us vn za apac emea latam usa'.split(
    ' ',
  ),
);

/**
 * Role words are the packaged list's and ours, without those that people are called. A sub-address tag, a number at the
 * end and a country beside the word do not matter: `Info+spring@`, `sales2@`, `support-de@`. Of two words joined by a dot,
 * a hyphen or an underscore both must be role words (`sales.team`), so that a person's name keeps its own (`sales.maria`).
 */
export function createIsRoleAccount(read: ReadPackage, warn: (message: string) => void): IsRoleAccount {
  const words = new Set([...loadList('role-based-email-addresses', read, warn), ...MORE_ROLE_WORDS]);
  for (const word of PERSONAL_WORDS) words.delete(word);
  // `no.reply`, `no_reply` and `noreply` are one word.
  for (const word of [...words]) words.add(word.replace(/[._-]/g, ''));

  function isRoleWord(text: string): boolean {
    return words.has(text) || words.has(text.replace(NUMBER_AT_END, ''));
  }

  return (local) => {
    const plus = local.indexOf('+');
    const text = (plus > 0 ? local.slice(0, plus) : local).toLowerCase();
    if (text.length > MOST_READ) return false;
    if (isRoleWord(text)) return true;
    const parts = text.split(/[._-]/);
    if (parts.length < 2 || parts.length > 4) return false;
    // Words of two, however they are put together: `accounts.payable`, `investor-relations`.
    if (isRoleWord(parts.join(''))) return true;
    const named = parts.filter((part) => !REGIONS.has(part));
    return named.length > 0 && named.every(isRoleWord);
  };
}
