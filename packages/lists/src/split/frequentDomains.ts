const MOST_COUNTED = 10_000;
const MOST_NAMED = 50;
const LEAST_ROWS = 5;

/**
 * The most frequent domains of a list in bounded memory (Misra and Gries, "Finding repeated elements", 1982): exact up
 * to 10,000 domains, beyond that counts are too low by at most rows / 10,000, never too high.
 */
export class FrequentDomains {
  /** Counted in place: a row costs one look-up. */
  readonly #counts = new Map<string, { rows: number }>();

  add(domain: string): void {
    const count = this.#counts.get(domain);
    if (count !== undefined) count.rows++;
    // A copy: a slice would keep the text around it alive.
    else if (this.#counts.size < MOST_COUNTED) this.#counts.set(Buffer.from(domain).toString(), { rows: 1 });
    else this.#forget();
  }

  /** Up to 50 domains of five rows or more, most frequent first, equals by name. */
  top(): string[] {
    return [...this.#counts]
      .map(([domain, { rows }]) => [domain, rows] as const)
      .filter(([, count]) => count >= LEAST_ROWS)
      .toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
      .slice(0, MOST_NAMED)
      .map(([domain]) => domain);
  }

  #forget(): void {
    for (const [domain, count] of this.#counts) {
      if (count.rows === 1) this.#counts.delete(domain);
      else count.rows--;
    }
  }
}
