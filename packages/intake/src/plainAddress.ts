import { hasPunycodeLabel, isSpecialUse, MAX_LABEL_LENGTH } from './domainPart.ts';
import { MAX_LOCAL_BYTES } from './localPart.ts';
import type { Address } from './parseAddress.ts';

const AT = 0x40;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const CASE_BIT = 0x20;

/** What a character of ASCII may be in a plain address. */
const LOCAL = 1;
const NAME = 2;
const DIGIT = 4;
const UPPER = 8;

const KINDS = new Uint8Array(128);
for (const character of "!#$%&'*+-/=?^_`{|}~") KINDS[character.charCodeAt(0)] = LOCAL;
for (const character of 'abcdefghijklmnopqrstuvwxyz') {
  KINDS[character.charCodeAt(0)] = LOCAL | NAME;
  KINDS[character.charCodeAt(0) & ~CASE_BIT] = LOCAL | NAME | UPPER;
}
for (const character of '0123456789') KINDS[character.charCodeAt(0)] = LOCAL | NAME | DIGIT;
KINDS[HYPHEN] = LOCAL | NAME;

/** Of an address; its domain is shorter still, and below its own limit. */
const MAX_LENGTH = 254;

/**
 * The address in a cell that holds nothing else and nothing unusual: ASCII, a dot-string, a name of two labels or more without
 * Punycode. That is nearly every cell, read in one run over it. Null for all others, which the full parser decides; where there
 * is an answer, it is the full parser's.
 */
export function parsePlain(cell: string, allowSpecialUse: boolean): Address | null {
  if (cell.length > MAX_LENGTH) return null;
  const at = endOfLocal(cell);
  if (at === -1) return null;
  const isLower = scanName(cell, at + 1);
  if (isLower === null) return null;
  const local = cell.slice(0, at);
  const domain = isLower ? cell.slice(at + 1) : cell.slice(at + 1).toLowerCase();
  if (hasPunycodeLabel(domain)) return null;
  if (!allowSpecialUse && isSpecialUse(domain)) return null;
  const address = isLower ? cell : `${local}@${domain}`;
  return { ok: true, address, key: address.toLowerCase(), local, domain, domainUnicode: domain };
}

/** Where the @ after a dot-string is, or -1. */
function endOfLocal(cell: string): number {
  let afterDot = true;
  for (let at = 0; at < cell.length && at <= MAX_LOCAL_BYTES; at++) {
    const code = cell.charCodeAt(at);
    if (code === AT) return afterDot ? -1 : at;
    if (code === DOT) {
      if (afterDot) return -1;
      afterDot = true;
    } else {
      if (code > 127 || ((KINDS[code] ?? 0) & LOCAL) === 0) return -1;
      afterDot = false;
    }
  }
  return -1;
}

/** Whether the name from `from` to the end has no capitals; null where it is no plain name. */
function scanName(cell: string, from: number): boolean | null {
  let kinds = 0;
  let digits = true;
  let label = from;
  for (let at = from; at < cell.length; at++) {
    const code = cell.charCodeAt(at);
    if (code === DOT) {
      if (!isLabel(cell, label, at)) return null;
      label = at + 1;
      digits = true;
      continue;
    }
    const kind = code > 127 ? 0 : (KINDS[code] ?? 0);
    if ((kind & NAME) === 0) return null;
    kinds |= kind;
    digits = digits && (kind & DIGIT) !== 0;
  }
  if (digits || label === from || !isLabel(cell, label, cell.length)) return null;
  return (kinds & UPPER) === 0;
}

function isLabel(cell: string, from: number, to: number): boolean {
  if (from === to || to - from > MAX_LABEL_LENGTH) return false;
  return cell.charCodeAt(from) !== HYPHEN && cell.charCodeAt(to - 1) !== HYPHEN;
}
