import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { splitList } from './values.ts';

/** Who we are to a mail server. */
export interface Identity {
  /** Ten hex digits, the same for the same settings; safe in Redis keys and file names. */
  readonly id: string;
  /** Local address to bind, or null for the system's choice. */
  readonly bind: string | null;
  /** The address others see, where a NAT changes it; otherwise the same as `bind`. */
  readonly publicIp: string | null;
  readonly ehlo: string;
  readonly mailFrom: string;
}

export const EHLO_ALLOWED =
  'a host name of letters, digits, hyphens and dots, or an address literal such as [192.0.2.1]';
export const MAIL_FROM_ALLOWED = 'an address such as verify@example.com';
export const IDENTITIES_ALLOWED =
  'bind[=public]|ehlo|mailfrom with commas between identities, each different: 192.0.2.1|mail.example.com|verify@example.com (an empty bind leaves the choice to the system)';

/** RFC 5321 4.1.2: a domain of letter-digit-hyphen labels, at most 255 octets, or an address literal (4.1.3). */
export function isEhloName(text: string): boolean {
  const literal = /^\[(?:IPv6:)?([0-9a-f:.]+)\]$/i.exec(text);
  if (literal !== null) return isIP(literal[1] ?? '') === (text.toLowerCase().startsWith('[ipv6:') ? 6 : 4);
  return (
    text.length <= 255 &&
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text)
  );
}

/** A dot-atom local part (RFC 5321 4.1.2) at a domain or literal. Quoted local parts are no use in a MAIL FROM. */
export function isMailFrom(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const isAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(local);
  return isAtom && local.length <= 64 && isEhloName(text.slice(at + 1));
}

export function createIdentity(parts: Omit<Identity, 'id'>): Identity {
  const spelled = [parts.bind ?? '', parts.ehlo.toLowerCase(), parts.mailFrom].join('|');
  return { id: createHash('sha256').update(spelled).digest('hex').slice(0, 10), ...parts };
}

/** Reads IDENTITIES; null when any part is not allowed or two identities are the same. */
export function parseIdentities(text: string): readonly Identity[] | null {
  const identities = splitList(text).map(parseIdentity);
  const valid = identities.filter((identity) => identity !== null);
  const distinct = new Set(valid.map((identity) => identity.id)).size;
  return valid.length > 0 && valid.length === identities.length && distinct === valid.length ? valid : null;
}

function parseIdentity(text: string): Identity | null {
  const [addresses, ehlo, mailFrom, ...rest] = text.split('|').map((part) => part.trim());
  if (addresses === undefined || ehlo === undefined || mailFrom === undefined || rest.length > 0) return null;
  const [bind, publicIp, ...more] = addresses.split('=').map((part) => part.trim());
  const isAddress = (part: string | undefined) => part === undefined || part === '' || isIP(part) !== 0;
  if (more.length > 0 || !isAddress(bind) || !isAddress(publicIp)) return null;
  if (!isEhloName(ehlo) || !isMailFrom(mailFrom)) return null;
  const bound = bind === undefined || bind === '' ? null : bind;
  return createIdentity({
    bind: bound,
    publicIp: publicIp === undefined || publicIp === '' ? bound : publicIp,
    ehlo,
    mailFrom,
  });
}

/** What the machine calls itself, made into a name an EHLO may carry. */
export function ehloFromHostname(hostname: string): string {
  const cleaned = hostname
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return isEhloName(cleaned) ? cleaned : 'localhost';
}
