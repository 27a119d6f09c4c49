import { STEPS_PER_NAT, SYMBOLS, symbolOf, type TrigramCosts } from '../src/gibberish/trigramModel.ts';

/** A word and how often it counts. */
export type Weighted = readonly [word: string, weight: number];

/**
 * Costs of letters after their two predecessors, by interpolation with Witten-Bell weights (a context vouches for itself as
 * far as it was seen with few different followers, and asks the shorter context for the rest). Same words, same bytes.
 */
export function trainTrigrams(words: Iterable<Weighted>): TrigramCosts {
  const counts = new Float64Array(SYMBOLS ** 3);
  for (const [word, weight] of words) countWord(counts, word, weight);
  const bigrams = sumFirst(counts, SYMBOLS ** 2);
  const unigrams = sumFirst(bigrams, SYMBOLS);
  const none = new Float64Array(SYMBOLS).fill(1 / SYMBOLS);
  const one = interpolate(unigrams, none);
  const two = interpolate(bigrams, one);
  const three = interpolate(counts, two);
  return Uint8Array.from(three, (chance) => Math.min(255, Math.round(-Math.log(chance) * STEPS_PER_NAT)));
}

function countWord(counts: Float64Array, word: string, weight: number): void {
  let before = 0;
  let last = 0;
  for (let at = 0; at <= word.length; at++) {
    const symbol = at === word.length ? 0 : symbolOf(word.charCodeAt(at));
    const index = (before * SYMBOLS + last) * SYMBOLS + symbol;
    counts[index] = (counts[index] ?? 0) + weight;
    before = last;
    last = symbol;
  }
}

/** The counts without their first letter: those of the next shorter context. */
function sumFirst(counts: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  counts.forEach((count, index) => {
    sums[index % size] = (sums[index % size] ?? 0) + count;
  });
  return sums;
}

/** Chances of the last letter in each context, given those of the context that is one letter shorter. */
function interpolate(counts: Float64Array, shorter: Float64Array): Float64Array {
  const chances = new Float64Array(counts.length);
  for (let context = 0; context < counts.length; context += SYMBOLS) {
    const row = counts.subarray(context, context + SYMBOLS);
    const total = row.reduce((sum, count) => sum + count, 0);
    const followers = Math.max(1, row.filter((count) => count > 0).length);
    row.forEach((count, symbol) => {
      const backOff = shorter[(context % shorter.length) + symbol] ?? 0;
      chances[context + symbol] = (count + followers * backOff) / (total + followers);
    });
  }
  return chances;
}
