/** Control characters (C0, DEL, C1), line and paragraph separators, and halves of surrogate pairs. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** `atext` of RFC 5322 with the dot, and everything beyond ASCII (RFC 6531). Where dots may stand is for intake to say. */
const DOT_STRING = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.\u{80}-\u{10ffff}]+$/u;

/** A-labels, or an address literal. The last `@` ends the local part: no domain holds one. */
const DOMAIN = /^(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[[A-Za-z0-9.:-]+\])$/;

export function hasHiddenCharacter(text: string): boolean {
  return HIDDEN.test(text);
}

/** Whether an address can only be asked for under RFC 6531. Its domain is expected in A-labels. */
export function needsSmtpUtf8(address: string): boolean {
  return /[^\p{ASCII}]/u.test(address);
}

/**
 * `local@domain` as a path with its angle brackets, written anew from its parsed parts (never the raw string), or null
 * where it is no mailbox, or needs SMTPUTF8 and that was not offered.
 */
export function encodePath(address: string, smtpUtf8: boolean): string | null {
  if (hasHiddenCharacter(address) || (!smtpUtf8 && needsSmtpUtf8(address))) return null;
  const at = address.lastIndexOf('@');
  if (at < 1) return null;
  const domain = address.slice(at + 1);
  const local = encodeLocalPart(address.slice(0, at));
  return local === null || !DOMAIN.test(domain) ? null : `<${local}@${domain}>`;
}

function encodeLocalPart(local: string): string | null {
  if (DOT_STRING.test(local)) return local;
  if (local.length < 2 || !local.startsWith('"') || !local.endsWith('"')) return null;
  const content = unquote(local.slice(1, -1));
  return content === null ? null : `"${content.replace(/["\\]/g, '\\$&')}"`;
}

/** The content of a quoted string without its quoted pairs; null where a quote or a backslash stands alone. */
function unquote(quoted: string): string | null {
  let content = '';
  for (let at = 0; at < quoted.length; at++) {
    if (quoted[at] === '"') return null;
    if (quoted[at] === '\\' && ++at === quoted.length) return null;
    content += quoted[at];
  }
  return content;
}
