/** A list of 32-bit words that grows: a quarter of the memory of an array of numbers, and no garbage. */
export class WordList {
  #words = new Uint32Array(1024);
  #length = 0;

  push(word: number): void {
    if (this.#length === this.#words.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[this.#length] = word;
    this.#length += 1;
  }

  last(): number | undefined {
    return this.#words[this.#length - 1];
  }

  toArray(): Uint32Array {
    return this.#words.subarray(0, this.#length);
  }
}
