/** Names are one DNS label or two: longer text is not compared. */
const MOST_LETTERS = 80;
const WIDTH = MOST_LETTERS + 1;

/** Three rows of the table in turn, kept from call to call. */
const table = new Uint8Array(WIDTH * 3);

/**
 * Optimal string alignment (Damerau-Levenshtein in which no part is edited twice): letters inserted, left out, replaced, or
 * two neighbours swapped. Answers `limit + 1` for everything above `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  const above = limit + 1;
  if (Math.abs(left.length - right.length) > limit) return above;
  if (left.length > MOST_LETTERS || right.length > MOST_LETTERS) return above;
  for (let column = 0; column <= right.length; column++) table[column] = column;
  for (let line = 1; line <= left.length; line++) {
    if (fillRow(left, right, line) > limit) return above;
  }
  const distance = at(left.length, right.length);
  return distance > limit ? above : distance;
}

/** Fills one row and answers its smallest value, below which the result cannot fall. */
function fillRow(left: string, right: string, line: number): number {
  const start = (line % 3) * WIDTH;
  let smallest = line;
  table[start] = line;
  for (let column = 1; column <= right.length; column++) {
    const same = left.charCodeAt(line - 1) === right.charCodeAt(column - 1);
    let cost = Math.min(at(line - 1, column) + 1, at(line, column - 1) + 1, at(line - 1, column - 1) + (same ? 0 : 1));
    if (line > 1 && column > 1 && isSwap(left, right, line, column))
      cost = Math.min(cost, at(line - 2, column - 2) + 1);
    table[start + column] = cost;
    if (cost < smallest) smallest = cost;
  }
  return smallest;
}

function isSwap(left: string, right: string, line: number, column: number): boolean {
  return (
    left.charCodeAt(line - 1) === right.charCodeAt(column - 2) &&
    left.charCodeAt(line - 2) === right.charCodeAt(column - 1)
  );
}

function at(line: number, column: number): number {
  return table[(line % 3) * WIDTH + column] ?? 0;
}

/**
 * Which characters occur, one bit each. Two texts within `n` edits differ in at most `2n` bits, which rules out most pairs
 * without a table.
 */
export function letterMask(text: string): number {
  let mask = 0;
  for (let index = 0; index < text.length; index++) mask |= 1 << (text.charCodeAt(index) & 31);
  return mask;
}

export function differingLetters(left: number, right: number): number {
  let bits = left ^ right;
  let count = 0;
  for (; bits !== 0; count++) bits &= bits - 1;
  return count;
}
