import { describeSyntax, parseAddress } from '@mailsift/intake';

/** What one line of a suppression file stands for. */
export type Entry =
  | { readonly kind: 'address' /** In lower case and NFC, the domain in A-labels. */; readonly key: string }
  /** In lower-case A-labels. `below`: every name under it too. */
  | { readonly kind: 'domain'; readonly domain: string; readonly below: boolean }
  | { readonly kind: 'digest'; readonly algorithm: Algorithm; readonly hex: string }
  | { readonly kind: 'fault' /** A sentence for a person. */; readonly reason: string };

export type Algorithm = 'md5' | 'sha1' | 'sha256';

const ALGORITHM_OF_LENGTH: ReadonlyMap<number, Algorithm> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
]);
const HEX = /^[0-9a-f]+$/i;
const NO_DIGEST = 'a digest has 32 (MD5), 40 (SHA-1) or 64 (SHA-256) hexadecimal digits';

/**
 * Reads a line: an address, a domain (`example.com`; with its subdomains `.example.com` or `*.example.com`), or a digest
 * in hexadecimal of an address in lower case. Null for an empty line and a comment (`#`). Names such as `x.test` are
 * taken: to suppress them can do no harm.
 */
export function parseEntry(line: string): Entry | null {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return null;
  if (text.includes('@')) return addressOf(text);
  if (HEX.test(text) && text.length >= 32) return digestOf(text);
  return domainOf(text);
}

function addressOf(text: string): Entry {
  const parsed = parseAddress(text, { allowSpecialUse: true });
  return parsed.ok ? { kind: 'address', key: parsed.key } : { kind: 'fault', reason: describeSyntax(parsed.reason) };
}

function digestOf(text: string): Entry {
  const algorithm = ALGORITHM_OF_LENGTH.get(text.length);
  if (algorithm === undefined) return { kind: 'fault', reason: NO_DIGEST };
  return { kind: 'digest', algorithm, hex: text.toLowerCase() };
}

function domainOf(text: string): Entry {
  const name = /^\*?\.(.+)$/.exec(text)?.[1];
  const below = name !== undefined;
  // A whole top-level domain may be meant, such as `.xyz`, which is no domain of an address.
  const before = below ? 'any.' : '';
  const parsed = parseAddress(`any@${before}${name ?? text}`, { allowSpecialUse: true });
  if (!parsed.ok) return { kind: 'fault', reason: describeSyntax(parsed.reason) };
  return { kind: 'domain', domain: parsed.domain.slice(before.length), below };
}
