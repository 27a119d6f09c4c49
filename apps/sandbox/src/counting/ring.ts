/** The last so many numbers, oldest first. */
export class Ring {
  readonly #size: number;
  #values: number[] = [];
  #next = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(value: number): void {
    if (this.#values.length < this.#size) {
      this.#values.push(value);
      return;
    }
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#size;
  }

  list(): readonly number[] {
    return [...this.#values.slice(this.#next), ...this.#values.slice(0, this.#next)];
  }
}
