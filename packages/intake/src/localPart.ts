import { characterFault, fault, type SyntaxFault } from './syntaxReasons.ts';

/** `atext` of RFC 5322 section 3.2.3, as a table over ASCII. */
const ATEXT = new Uint8Array(128);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~") {
  ATEXT[character.charCodeAt(0)] = 1;
}

/** RFC 5321 section 4.5.3.1.1, in bytes of UTF-8. */
export const MAX_LOCAL_BYTES = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DOT = 0x2e;

export type LocalPart = { readonly ok: true; readonly local: string } | SyntaxFault;

/** A dot-string (RFC 5321, with the non-ASCII characters of RFC 6531). Control and hidden characters are screened before. */
export function parseDotString(text: string): LocalPart {
  if (text === '') return fault('local_empty');
  let afterDot = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (afterDot) return fault('local_dot');
      afterDot = true;
      continue;
    }
    if (code < 128 && ATEXT[code] !== 1) return characterFault('local_bad_character', text, at);
    afterDot = false;
  }
  if (afterDot) return fault('local_dot');
  return sized(text);
}

export type QuotedString =
  | { readonly ok: true; readonly content: string /** Index after the closing quote. */; readonly end: number }
  | SyntaxFault;

/** Reads the quoted string that starts at index 0 (RFC 5321 `Quoted-string`); `content` has its quoted pairs undone. */
export function scanQuotedString(text: string): QuotedString {
  let content = '';
  let from = 1;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { ok: true, content: content + text.slice(from, at), end: at + 1 };
    if (code !== BACKSLASH) continue;
    const next = text.charCodeAt(at + 1);
    if (Number.isNaN(next)) break;
    if (next > 126) return characterFault('quoted_bad_character', text, at + 1);
    content += text.slice(from, at);
    from = at + 1;
    at++;
  }
  return fault('quoted_unclosed');
}

/**
 * The local part of a quoted string's content, spelled anew: as a dot-string where it can be one, else quoted with only
 * what must be escaped (RFC 5321 section 4.1.2 asks for the least quoting).
 */
export function spellQuoted(content: string): LocalPart {
  const plain = parseDotString(content);
  if (plain.ok) return plain;
  return sized(`"${content.replace(/["\\]/g, '\\$&')}"`);
}

function sized(local: string): LocalPart {
  const fits = local.length <= MAX_LOCAL_BYTES && Buffer.byteLength(local) <= MAX_LOCAL_BYTES;
  return fits ? { ok: true, local } : fault('local_too_long');
}
