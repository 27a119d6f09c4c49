import { parseDomain } from './domainPart.ts';
import { type LocalPart, parseDotString, scanQuotedString, spellQuoted } from './localPart.ts';
import { parsePlain } from './plainAddress.ts';
import { characterFault, fault, type SyntaxFault } from './syntaxReasons.ts';
import { trimCell } from './trimCell.ts';

export interface Address {
  readonly ok: true;
  /** The spelling for the wire: local part as given (quoted ones spelled anew), domain as lower-case A-labels. */
  readonly address: string;
  /** Two rows with the same key are the same address: the whole in lower case and NFC; no dot or plus rules. */
  readonly key: string;
  readonly local: string;
  /** Lower-case A-labels. */
  readonly domain: string;
  readonly domainUnicode: string;
}

export type ParsedAddress = Address | SyntaxFault;

export interface ParseOptions {
  /** Accept domains such as `x.test`, where private networks are allowed. Default false. */
  readonly allowSpecialUse?: boolean;
}

/** RFC 5321 section 4.5.3.1.3 (a path of 256 octets has two angle brackets), in bytes of UTF-8. */
const MAX_ADDRESS_BYTES = 254;

/** Longer text is refused unread. */
const MAX_READ_LENGTH = 320;

/**
 * The address in a cell, after RFC 5321 and 6531, or the reason why it is none. Public domain names only. Never throws;
 * linear in the cell. White space, `<...>`, `"..."` and `mailto:` around the address are taken off (`trimCell`); anything
 * else beside it is a fault. An unknown top-level domain is for DNS to refuse.
 */
export function parseAddress(cell: string, options: ParseOptions = {}): ParsedAddress {
  return parsePlain(cell, options.allowSpecialUse ?? false) ?? parseFully(cell, options);
}

/** Every cell, the plain ones too: what `parsePlain` is held against. */
export function parseFully(cell: string, options: ParseOptions = {}): ParsedAddress {
  const text = trimCell(cell);
  if (text === '') return fault('empty');
  if (text.length > MAX_READ_LENGTH) return fault('too_long');
  const hidden = findHidden(text);
  if (hidden !== null) return hidden;
  const parts = split(text);
  if (!parts.ok) return parts;
  const domain = parseDomain(parts.domain, options.allowSpecialUse ?? false);
  if (!domain.ok) return domain;
  const address = `${parts.local}@${domain.domain}`;
  if (Buffer.byteLength(address) > MAX_ADDRESS_BYTES) return fault('too_long');
  const key = address.toLowerCase().normalize('NFC');
  return { ok: true, address, key, local: parts.local, domain: domain.domain, domainUnicode: domain.domainUnicode };
}

type Parts = { readonly ok: true; readonly local: string; readonly domain: string } | SyntaxFault;

function split(text: string): Parts {
  if (text.startsWith('"')) return splitQuoted(text);
  const at = text.lastIndexOf('@');
  if (at === -1) return fault('no_at');
  const crowd = findCrowd(text, at);
  if (crowd !== null) return crowd;
  return joined(parseDotString(text.slice(0, at)), text.slice(at + 1));
}

function splitQuoted(text: string): Parts {
  const quoted = scanQuotedString(text);
  if (!quoted.ok) return quoted;
  if (text.charAt(quoted.end) === '@') return joined(spellQuoted(quoted.content), text.slice(quoted.end + 1));
  if (isNameBeside(text)) return fault('display_name');
  return text.includes('@', quoted.end) ? fault('quoted_text_after') : fault('no_at');
}

function joined(local: LocalPart, domain: string): Parts {
  return local.ok ? { ok: true, local: local.local, domain } : local;
}

/** More in one cell than an address: said as such, which helps more than the first character that is in the way. */
function findCrowd(text: string, lastAt: number): SyntaxFault | null {
  if (text.indexOf('@') !== lastAt) {
    return /[\s,;/|]/.test(text.slice(text.indexOf('@'), lastAt)) ? fault('several_addresses') : fault('several_at');
  }
  return isNameBeside(text) ? fault('display_name') : null;
}

function isNameBeside(text: string): boolean {
  const opening = text.indexOf('<');
  return opening !== -1 && text.indexOf('@', opening) !== -1 && text.includes('>', opening);
}

/** Zero-width joiners have a meaning in some scripts' domain names; IDNA decides about those. */
const JOINERS = /^[\u200c\u200d]$/;

/** Control, format, private, unassigned and lone surrogate code points, and every space but the ASCII one. */
const HIDDEN = /[\p{C}\p{Z}]/u;

/** ASCII holds most cells: only C0 and DEL can hide in it. */
function findHidden(text: string): SyntaxFault | null {
  let ascii = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return characterFault('control_character', text, at);
    if (code > 0x7f) ascii = false;
  }
  return ascii ? null : findInvisible(text);
}

function findInvisible(text: string): SyntaxFault | null {
  const domainAt = text.lastIndexOf('@');
  let at = 0;
  for (const character of text) {
    const joinsDomain = at > domainAt && JOINERS.test(character);
    if (character !== ' ' && HIDDEN.test(character) && !joinsDomain) {
      return characterFault('invisible_character', text, at);
    }
    at += character.length;
  }
  return null;
}
