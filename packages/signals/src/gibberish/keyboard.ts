/** Rows of keys in the layouts that matter (QWERTY, QWERTZ, AZERTY), and the alphabet, which is typed the same way. */
const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'abcdefghijklmnopqrstuvwxyz',
];

/** Blocks of keys below each other, which no row holds. */
const BLOCKS =
  /^(?:qaz|wsx|edc|rfv|tgb|yhn|ujm|qwe|asd|zxc|wer|sdf|xcv|ert|dfg|jkl|fgh|ghj|hjk|poi|lkj|mnb|uio|iop|ewq|dsa|cxz)+$/;

const NEXT = pairsOf(ROWS);
const PREVIOUS = pairsOf(ROWS.map((row) => [...row].reverse().join('')));

/** Shorter walks are parts of names: `were`, `andrew`. Backwards they are so more often (`Trew`). */
const SHORTEST_FORWARD = 4;
const SHORTEST_BACKWARD = 5;

/** The part of the text that must be walked. */
const WALKED_SHARE = 0.8;

/** True where lower-case letters are a walk over neighbouring keys (`asdfgh`, `qweasdzxc`) or one block repeated (`xyxyxy`). */
export function isKeyboardPlay(letters: string): boolean {
  if (letters.length < SHORTEST_FORWARD) return false;
  const walked = walkedLength(letters, NEXT, SHORTEST_FORWARD) + walkedLength(letters, PREVIOUS, SHORTEST_BACKWARD);
  if (walked >= letters.length * WALKED_SHARE) return true;
  if (letters.length >= 6 && BLOCKS.test(letters)) return true;
  return isRepeated(letters);
}

function walkedLength(letters: string, pairs: Uint8Array, shortest: number): number {
  let walked = 0;
  let run = 1;
  for (let at = 1; at <= letters.length; at++) {
    if (at < letters.length && pairs[pairIndex(letters, at)] === 1) {
      run++;
      continue;
    }
    if (run >= shortest) walked += run;
    run = 1;
  }
  return walked;
}

/** One letter four times or more, or a block of two to four letters three times or more, and nothing else. */
function isRepeated(letters: string): boolean {
  for (let size = 1; size <= 4; size++) {
    if (letters.length < size * (size === 1 ? 4 : 3)) return false;
    let at = size;
    while (at < letters.length && letters.charCodeAt(at) === letters.charCodeAt(at - size)) at++;
    if (at === letters.length) return true;
  }
  return false;
}

function pairsOf(rows: readonly string[]): Uint8Array {
  const pairs = new Uint8Array(26 * 26);
  for (const row of rows) {
    for (let at = 1; at < row.length; at++) pairs[pairIndex(row, at)] = 1;
  }
  return pairs;
}

function pairIndex(letters: string, at: number): number {
  return (letters.charCodeAt(at - 1) - 0x61) * 26 + letters.charCodeAt(at) - 0x61;
}
