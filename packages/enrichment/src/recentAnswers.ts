/**
 * Keeps the answers of late, at most `most` of them. Two halves: a full half takes the place of the old one, and what is
 * asked for again moves over. (Throwing out single entries of a Map costs a walk over those thrown out before.)
 */
export class RecentAnswers<Answer> {
  readonly #half: number;
  #recent = new Map<string, Answer>();
  #old = new Map<string, Answer>();

  constructor(most: number) {
    this.#half = Math.ceil(most / 2);
  }

  get(text: string): Answer | undefined {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const old = this.#old.get(text);
    if (old !== undefined) this.set(text, old);
    return old;
  }

  set(text: string, answer: Answer): void {
    if (this.#recent.size >= this.#half) {
      this.#old = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, answer);
  }
}
