export type Qualifier = '+' | '-' | '~' | '?';

/** One term of a record (RFC 7208 section 4.6). `unknown`: one that is not evaluated here, and so decides nothing. */
export type SpfTerm =
  | { readonly kind: 'all'; readonly qualifier: Qualifier }
  | { readonly kind: 'ip'; readonly qualifier: Qualifier; readonly network: string; readonly prefix: number | null }
  | {
      readonly kind: 'a' | 'mx';
      readonly qualifier: Qualifier;
      /** Null: the domain of the record. */
      readonly domain: string | null;
      readonly prefix4: number;
      readonly prefix6: number;
    }
  | { readonly kind: 'include'; readonly qualifier: Qualifier; readonly domain: string }
  | { readonly kind: 'redirect'; readonly domain: string }
  | { readonly kind: 'unknown'; readonly text: string };

const TERM = /^([-+~?]?)([a-z0-9]+)(?:([:=])([^/]*))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i;

/** Whether a TXT record is one of SPF (RFC 7208 section 4.5). */
export function isSpf(record: string): boolean {
  return /^v=spf1(?: |$)/i.test(record);
}

/** The terms of a record, in its order. Never throws. */
export function parseSpf(record: string): readonly SpfTerm[] {
  return record
    .split(/ +/)
    .slice(1)
    .filter((text) => text !== '')
    .map(parseTerm);
}

function parseTerm(text: string): SpfTerm {
  const ip = /^([-+~?]?)ip[46]:([0-9a-f.:]+?)(?:\/(\d{1,3}))?$/i.exec(text);
  if (ip !== null) {
    const prefix = ip[3] === undefined ? null : Number(ip[3]);
    return { kind: 'ip', qualifier: qualifierOf(ip[1]), network: ip[2] ?? '', prefix };
  }
  const [, sign, name = '', mark, value, prefix4 = '32', prefix6 = '128'] = TERM.exec(text) ?? [];
  const qualifier = qualifierOf(sign);
  const domain = value === undefined || value === '' ? null : value.toLowerCase();
  // Macros speak of a message that does not exist here.
  if (domain?.includes('%')) return { kind: 'unknown', text };
  switch (`${name.toLowerCase()}${mark ?? ''}`) {
    case 'all':
      return { kind: 'all', qualifier };
    case 'a':
    case 'a:':
      return { kind: 'a', qualifier, domain, prefix4: Number(prefix4), prefix6: Number(prefix6) };
    case 'mx':
    case 'mx:':
      return { kind: 'mx', qualifier, domain, prefix4: Number(prefix4), prefix6: Number(prefix6) };
    case 'include:':
      return domain === null ? { kind: 'unknown', text } : { kind: 'include', qualifier, domain };
    case 'redirect=':
      return domain === null ? { kind: 'unknown', text } : { kind: 'redirect', domain };
    default:
      return { kind: 'unknown', text };
  }
}

function qualifierOf(sign: string | undefined): Qualifier {
  return sign === '-' || sign === '~' || sign === '?' ? sign : '+';
}
