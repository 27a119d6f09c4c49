import { toASCII, toUnicode } from 'tr46';
import { characterFault, fault, type SyntaxFault } from './syntaxReasons.ts';

/** RFC 1035 section 2.3.4: 255 octets on the wire, which are 253 characters. */
const MAX_DOMAIN_LENGTH = 253;
export const MAX_LABEL_LENGTH = 63;
const DOT = 0x2e;
const HYPHEN = 0x2d;

/**
 * Names that never are public mail domains: RFC 6761 (test, example, invalid, localhost), 6762 (local), 7686 (onion),
 * 9476 (alt), 8375 (home.arpa), and `internal`, which ICANN set aside for private use in 2024. `example.com` and its
 * siblings do stand in DNS, with a null MX, so DNS decides those.
 */
const SPECIAL_USE = new Set([
  'test',
  'example',
  'invalid',
  'localhost',
  'local',
  'onion',
  'alt',
  'internal',
  'home.arpa',
]);

/** UTS #46, strict. Hyphens and lengths are checked on what comes out. */
const IDNA = {
  checkBidi: true,
  checkHyphens: false,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
  verifyDNSLength: false,
  transitionalProcessing: false,
} as const;

/** A label of the Unicode spelling that starts or ends with a hyphen, which its A-label hides (RFC 5891 section 4.2.3.1). */
const HYPHEN_AT_END = /^-|\.-|-\.|-$/;

export type DomainPart = { readonly ok: true; readonly domain: string; readonly domainUnicode: string } | SyntaxFault;

/** A public domain name: its lower-case A-label spelling and its Unicode spelling. */
export function parseDomain(text: string, allowSpecialUse: boolean): DomainPart {
  if (text === '') return fault('domain_empty');
  if (text.startsWith('[')) return fault('domain_literal');
  const lower = text.toLowerCase();
  const international = !isAscii(lower) || hasPunycodeLabel(lower);
  const domain = international ? toALabels(lower) : lower;
  if (typeof domain !== 'string') return domain;
  const wrong = checkName(domain);
  if (wrong !== null) return wrong;
  if (!allowSpecialUse && isSpecialUse(domain)) return fault('special_use_domain');
  if (!international) return { ok: true, domain, domainUnicode: domain };
  const domainUnicode = toUnicode(domain, IDNA).domain;
  if (HYPHEN_AT_END.test(domainUnicode)) return fault('domain_hyphen');
  return { ok: true, domain, domainUnicode };
}

function toALabels(text: string): string | SyntaxFault {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 && !isNameCharacter(code)) return characterFault('domain_bad_character', text, at);
  }
  const domain = toASCII(text, IDNA);
  if (domain === null) return fault('bad_punycode');
  // The mapping makes dots of ideographic and half-width ones. What is structure must be written in ASCII, so that no
  // two readers see different domains.
  const sameDots = domain.split('.').length === text.split('.').length;
  return sameDots ? domain : fault('domain_bad_character', 'a dot that is not the ASCII dot');
}

function checkName(domain: string): SyntaxFault | null {
  let labels = 0;
  let from = 0;
  let digits = true;
  for (let at = 0; at <= domain.length; at++) {
    const code = at === domain.length ? DOT : domain.charCodeAt(at);
    if (code === DOT) {
      const wrong = checkLabel(domain, from, at);
      if (wrong !== null) return wrong;
      labels++;
      from = at + 1;
      if (at < domain.length) digits = true;
      continue;
    }
    if (!isNameCharacter(code)) return characterFault('domain_bad_character', domain, at);
    digits = digits && code >= 0x30 && code <= 0x39;
  }
  if (domain.length > MAX_DOMAIN_LENGTH) return fault('domain_too_long');
  if (digits) return fault('domain_numeric');
  return labels < 2 ? fault('domain_single_label') : null;
}

function checkLabel(domain: string, from: number, to: number): SyntaxFault | null {
  if (from === to) return fault('domain_dot');
  if (to - from > MAX_LABEL_LENGTH) return fault('label_too_long');
  if (domain.charCodeAt(from) === HYPHEN || domain.charCodeAt(to - 1) === HYPHEN) return fault('domain_hyphen');
  return null;
}

/** Lower-case letters, digits, hyphen, dot. */
function isNameCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === HYPHEN || code === DOT;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

export function hasPunycodeLabel(text: string): boolean {
  return text.startsWith('xn--') || text.includes('.xn--');
}

/** Of a lower-case name. */
export function isSpecialUse(domain: string): boolean {
  const last = domain.lastIndexOf('.');
  if (SPECIAL_USE.has(domain.slice(last + 1))) return true;
  return SPECIAL_USE.has(domain.slice(domain.lastIndexOf('.', last - 1) + 1));
}
