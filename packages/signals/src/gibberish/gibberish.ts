import { isKeyboardPlay } from './keyboard.ts';
import { meanCost, type TrigramCosts } from './trigramModel.ts';

/** Runs of fewer letters tell too little: initials and acronyms look like chance. */
const SHORTEST_JUDGED = 6;

/** A hash or a token in hexadecimal: at least as long as 64 bits, and of digits and letters both. */
const HEXADECIMAL =
  /^(?=(?:[a-f]*\d){4})(?=(?:\d*[a-f]){2})[0-9a-f]{16,}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Letters and digits that take turns as in `93jf8s2kd0`; `john2b4u` changes less often for its length. */
const SWITCHES = 5;
const LONGEST_OF_TOKEN = 3;

/** Addresses are short; what is longer is not read further. */
const MOST_READ = 64;

/**
 * Whether a local part looks typed at random. Reads ASCII letters only: a name in another script is never gibberish. The
 * tag of a sub-address is not looked at. Each letter run is judged by what it costs under the trigram model; the limits
 * come from training words the model had not seen (see `training/README.md`).
 */
export function isGibberish(costs: TrigramCosts, local: string): boolean {
  const text = readable(local);
  if (text === null) return false;
  if (text.length >= 16 && HEXADECIMAL.test(text)) return true;
  const runs = scanRuns(text);
  if (runs.switches >= SWITCHES && runs.longest <= LONGEST_OF_TOKEN) return true;
  if (runs.longest < 4) return false;
  const letters = text.slice(runs.longestFrom, runs.longestFrom + runs.longest);
  const alone = runs.letters === runs.longest;
  if (alone && isKeyboardPlay(letters)) return true;
  return runs.longest >= SHORTEST_JUDGED && cheapest(costs, letters) > limitOf(letters.length);
}

/** The part that is judged, in lower case; null where it is empty or not ASCII. */
function readable(local: string): string | null {
  const plus = local.indexOf('+');
  const end = Math.min(plus > 0 ? plus : local.length, MOST_READ);
  for (let at = 0; at < end; at++) if (local.charCodeAt(at) > 0x7f) return null;
  return end === 0 ? null : local.slice(0, end).toLowerCase();
}

interface Runs {
  letters: number;
  longest: number;
  longestFrom: number;
  /** How often a letter stands beside a digit. */
  switches: number;
}

function scanRuns(text: string): Runs {
  const runs: Runs = { letters: 0, longest: 0, longestFrom: 0, switches: 0 };
  let from = 0;
  let wasLetter = false;
  let wasDigit = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const letter = code >= 0x61 && code <= 0x7a;
    const digit = code >= 0x30 && code <= 0x39;
    if ((letter && wasDigit) || (digit && wasLetter)) runs.switches++;
    if (letter) {
      runs.letters++;
      if (!wasLetter) from = at;
      if (at + 1 - from > runs.longest) {
        runs.longest = at + 1 - from;
        runs.longestFrom = from;
      }
    }
    wasLetter = letter;
    wasDigit = digit;
  }
  return runs;
}

/** Initials before a surname (`wjcarr`) are no sign of chance, so one or two letters may go. */
function cheapest(costs: TrigramCosts, letters: string): number {
  const end = letters.length;
  return Math.min(meanCost(costs, letters, 0, end), meanCost(costs, letters, 1, end), meanCost(costs, letters, 2, end));
}

/** Nats a letter. Of names and words the model had not seen about 3 in 1,000 cost more; of random letters 76 to 99 in 100. */
function limitOf(length: number): number {
  return length === SHORTEST_JUDGED ? 3.8 : 3.7;
}
