interface Sample {
  readonly at: number;
  readonly sent: number;
}

/** How far back the rate looks, in ms. */
const WINDOW_MS = 5_000;

/** The rate of a transfer over its last seconds, so that the time left follows the line as it is now. */
export class TransferRate {
  #samples: Sample[] = [];

  /** @param at Milliseconds of any clock that does not jump. Gives bytes a second, null while too little is known. */
  add(at: number, sent: number): number | null {
    this.#samples.push({ at, sent });
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? at) <= at - WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0];
    if (first === undefined || at - first.at < 500) return null;
    return ((sent - first.sent) * 1_000) / (at - first.at);
  }
}
