/** The letters a to z are 1 to 26; 0 is the edge of a word. */
export const SYMBOLS = 27;

/** One byte holds a cost of up to 255 / 20 = 12.75 nats, to a twentieth. */
export const STEPS_PER_NAT = 20;

/**
 * What each letter costs after the two before it, in steps of a twentieth of a nat: at `(a * 27 + b) * 27 + c` the cost of
 * `c` after `a`, `b`. 19,683 bytes.
 */
export type TrigramCosts = Uint8Array;

export function decodeCosts(base64: string): TrigramCosts {
  const costs = new Uint8Array(Buffer.from(base64, 'base64'));
  if (costs.length !== SYMBOLS ** 3) throw new Error(`the trigram table has ${costs.length} bytes`);
  return costs;
}

/** The symbol of a UTF-16 code unit: 1 to 26 for a to z in either case, else 0. */
export function symbolOf(code: number): number {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a && code < 0x7b ? lower - 0x60 : 0;
}

/** Mean cost of a letter, in nats, of the word `text[from, to)` read with its edges. Letters only. */
export function meanCost(costs: TrigramCosts, text: string, from: number, to: number): number {
  let before = 0;
  let last = 0;
  let sum = 0;
  for (let at = from; at <= to; at++) {
    const symbol = at === to ? 0 : symbolOf(text.charCodeAt(at));
    sum += costs[(before * SYMBOLS + last) * SYMBOLS + symbol] ?? 0;
    before = last;
    last = symbol;
  }
  return sum / (to - from + 1) / STEPS_PER_NAT;
}
