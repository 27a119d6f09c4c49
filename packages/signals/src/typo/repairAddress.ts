import { readDomain } from '../domainName.ts';

/** Longer cells hold more than one mistyped address. */
const LONGEST_CELL = 100;

/** What a repaired local part may look like: nothing that needed quotes, or another look. */
const PLAIN_LOCAL = /^[a-z0-9_%+'-]{1,64}(?:\.[a-z0-9_%+'-]{1,64}){0,15}$/i;
const PLAIN_DOMAIN = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/**
 * The address that was probably meant by a cell that is none: spaces in it, a comma for a dot, dots or an `@` too many, a
 * domain without its dot. `suggest` answers for a domain what it is probably a misspelling of, or null. Null where the
 * cell holds something else, or what is left is no plain address under a public suffix.
 */
export function repairAddress(
  cell: string,
  suggest: (domain: string) => string | null,
): { readonly local: string; readonly domain: string } | null {
  if (cell.length > LONGEST_CELL) return null;
  const text = cell.trim().replace(/@[\s@]{0,100}@/g, '@');
  const at = text.indexOf('@');
  if (at < 1 || text.indexOf('@', at + 1) !== -1) return null;
  const local = tidy(text.slice(0, at).trim());
  const typed = tidy(
    text
      .slice(at + 1)
      .toLowerCase()
      .replace(/\s/g, '')
      .replace(/[,;]/g, '.'),
  );
  if (!PLAIN_LOCAL.test(local) || !PLAIN_DOMAIN.test(typed)) return null;
  const domain = suggest(typed) ?? typed;
  const { name, known } = readDomain(domain);
  return known && name !== '' ? { local, domain } : null;
}

/** No dots at the ends, and none twice in a row. */
function tidy(text: string): string {
  return text.replace(/\.{2,100}/g, '.').replace(/^\.|\.$/g, '');
}
