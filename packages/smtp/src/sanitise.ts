/** Longest text kept of a reply, in UTF-16 units. */
const MAX_TEXT = 1024;

/** Control, format (bidi, zero width) and separator characters: they could draw over a terminal, a log or a cell. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Nearly all that servers say. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Text of a stranger made safe to show and to store: a tab is a space, what cannot be printed is `?`, the end is cut. */
export function sanitise(text: string, limit = MAX_TEXT): string {
  if (text.length <= limit && PLAIN.test(text)) return text;
  const cut = text.slice(0, limit);
  // A pair cut in two leaves a lone high surrogate behind, which would print as `?`.
  const whole = text.length > limit && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  return whole.replaceAll('\t', ' ').replace(UNPRINTABLE, '?');
}
