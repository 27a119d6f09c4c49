import type { Reply } from '@mailsift/smtp';

/** A reply as rules read it. */
export interface Readable {
  readonly reply: Reply;
  /** Lower case, no accents, addresses as `<>`, IPs as `#`, URLs taken out. */
  readonly words: string;
  /** Lower case, addresses as `<>`; URLs and the rest as they stand. */
  readonly marker: string;
}

/** As many characters as a reply has at most; longer texts, which smtp never gives, are cut. */
const MAX_TEXT = 1024;

/** An echoed address may be called `spam` or `unknown`: it is no evidence. */
const BRACKETED = /<[^<>\s]{0,320}>/g;
const ADDRESS = /[^\s<>()[\]"',:;]{1,64}@[^\s<>()[\]"',:;]{1,255}/g;
const URL = /\b(?:https?:\/\/|www\.)[^\s<>"]{0,512}/g;
const IPV4 = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;
/** Accents of Latin letters only: the marks of other scripts tell letters apart. */
const LATIN_MARKS = /([a-z])[\u0300-\u036f]{1,4}/g;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  '’': "'",
  '`': "'",
};

export function makeReadable(reply: Reply): Readable {
  const lower = fold(reply.text.slice(0, MAX_TEXT).toLowerCase());
  const marker = lower
    .replace(BRACKETED, (inside) => (inside.includes('://') ? inside : '<>'))
    .replace(ADDRESS, (found) => (found.includes('://') ? found : '<>'));
  const words = marker
    .replace(URL, ' ')
    .replace(IPV4, '#')
    .replace(/\s{1,1024}/g, ' ')
    .trim();
  return { reply, words, marker };
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(LATIN_MARKS, '$1')
    .normalize('NFC')
    .replace(/[ßłøæœı’`]/g, (letter) => LETTERS[letter] ?? letter);
}
