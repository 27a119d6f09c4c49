import { createHmac } from 'node:crypto';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const DIGITS = '0123456789';

/**
 * The local part no mailbox of the domain has: syllables, then digits; 12-18 letters and digits, 2^37 of the shortest.
 * Derived from the install's secret and the domain (ASCII), so that a greylist meets the same address again, and no
 * server can tell it beforehand. Hexadecimal would look like what it is, words might be somebody's name.
 */
export function randomLocalPart(secret: string, domain: string): string {
  const bytes = createHmac('sha256', secret).update(`catch-all\0${domain.toLowerCase()}`).digest();
  let next = 0;
  const pick = (alphabet: string): string => {
    const byte = bytes[next] ?? 0;
    next += 1;
    return alphabet.charAt(byte % alphabet.length);
  };
  const syllables = Number(pick('4567'));
  const letters = Array.from({ length: syllables }, () => pick(CONSONANTS) + pick(VOWELS)).join('');
  const tail = Array.from({ length: 4 }, () => pick(DIGITS)).join('');
  return letters + tail;
}
