import type { Reply } from '@mailsift/smtp';

/** A reply as rules read it. */
export interface Readable {
  readonly reply: Reply;
  /** Lower case, no accents, addresses as `<>`, IPs as `#`, host names as `~`, URLs taken out. */
  readonly words: string;
  /** Lower case, addresses as `<>`; URLs and the rest as they stand. */
  readonly marker: string;
}

/** As many characters as a reply has at most; longer texts, which smtp never gives, are cut. */
const MAX_TEXT = 1024;

/** An echoed address, or a host, may be called `spam` or `unknown`: it is no evidence. */
const BRACKETED = /<[^<>\s]{0,320}>/g;
const ADDRESS = /[^\s<>()[\]"',:;]{1,64}@[^\s<>()[\]"',:;]{1,255}/g;
const URL = /\b(?:https?:\/\/|www\.)[^\s<>"]{0,512}/g;
/** Three labels, or two under a suffix that no sentence goes on with: in `unknown.please check` nothing is a host. */
const HOST_NAME =
  /\b(?:[a-z0-9][a-z0-9-]{0,62}\.){2,8}[a-z]{2,24}\b|\b[a-z0-9][a-z0-9-]{0,62}\.(?:com|net|org|info|biz|edu|gov|example|eu|de|fr|es|nl|ch|uk|pl|cz|ru|ua|br|jp|cn|kr|tw|ca|au|tr)\b/g;
const IPV4 = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;
/** A row of addresses says no more than one. */
const ADDRESSES = /<>(?:[ ,;]{0,4}<>){1,512}/g;
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
  const marker = markerOf(reply);
  return { reply, words: wordsOf(marker), marker };
}

/** All that is read of a text comes from its marker: replies that differ in addresses only have one. */
export function markerOf({ text }: Reply): string {
  return fold(text.slice(0, MAX_TEXT).toLowerCase())
    .replace(BRACKETED, (inside) => (inside.includes('://') ? inside : '<>'))
    .replace(ADDRESS, (found) => (found.includes('://') ? found : '<>'));
}

function wordsOf(marker: string): string {
  return marker
    .replace(URL, ' ')
    .replace(IPV4, '#')
    .replace(HOST_NAME, '~')
    .replace(/\s{1,1024}/g, ' ')
    .replace(ADDRESSES, '<>')
    .trim();
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(LATIN_MARKS, '$1')
    .normalize('NFC')
    .replace(/[ßłøæœı’`]/g, (letter) => LETTERS[letter] ?? letter);
}
