const MOST_COUNTED = 10_000;
const MOST_NAMED = 50;
const LEAST_ROWS = 5;

/**
 * The most frequent domains of a list in bounded memory (Misra and Gries, "Finding repeated elements", 1982): exact up
 * to 10,000 domains, beyond that counts are too low by at most rows / 10,000, never too high.
 */
export class FrequentDomains {
  readonly #counts = new Map<string, number>();

  add(domain: string): void {
    const count = this.#counts.get(domain);
    if (count !== undefined) this.#counts.set(domain, count + 1);
    // A copy: a slice would keep the text around it alive.
    else if (this.#counts.size < MOST_COUNTED) this.#counts.set(Buffer.from(domain).toString(), 1);
    else this.#forget();
  }

  /** Up to 50 domains of five rows or more, most frequent first, equals by name. */
  top(): string[] {
    return [...this.#counts]
      .filter(([, count]) => count >= LEAST_ROWS)
      .toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
      .slice(0, MOST_NAMED)
      .map(([domain]) => domain);
  }

  #forget(): void {
    for (const [domain, count] of this.#counts) {
      if (count === 1) this.#counts.delete(domain);
      else this.#counts.set(domain, count - 1);
    }
  }
}
