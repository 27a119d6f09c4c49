import { readSync } from 'node:fs';

const PAGE = 32 * 1024;
/** Partitions mix the rows of many domains, whose results lie in runs of their own: so many runs are read at once. */
const PAGES = 256;

/**
 * Small reads of a file that only grows, through pages of 32 KiB kept by their number: rows come nearly in the order in which
 * their results were written, so most reads find their page. At most 8 MiB.
 */
export class PageCache {
  readonly #file: number;
  readonly #pages: (Buffer | undefined)[] = [];
  /** Which page of the file a slot holds, and how many bytes of it. */
  readonly #numbers = new Float64Array(PAGES).fill(-1);
  readonly #lengths = new Uint32Array(PAGES);

  constructor(file: number) {
    this.#file = file;
  }

  /** Fills `into` with the bytes from `position` on. @throws Error where the file ends before. */
  read(into: Buffer, position: number): void {
    for (let done = 0; done < into.length; ) {
      const number = Math.floor((position + done) / PAGE);
      const from = position + done - number * PAGE;
      const to = Math.min(PAGE, from + into.length - done);
      this.#page(number, to).copy(into, done, from, to);
      done += to - from;
    }
  }

  /** The file was emptied. */
  clear(): void {
    this.#numbers.fill(-1);
  }

  /** A page with at least `length` bytes in it. */
  #page(number: number, length: number): Buffer {
    const slot = number % PAGES;
    const page = this.#pages[slot] ?? Buffer.allocUnsafeSlow(PAGE);
    this.#pages[slot] = page;
    let used = this.#numbers[slot] === number ? (this.#lengths[slot] ?? 0) : 0;
    while (used < length) {
      const read = readSync(this.#file, page, used, PAGE - used, number * PAGE + used);
      if (read === 0) throw new Error('A scratch file is shorter than what was written to it');
      used += read;
    }
    this.#numbers[slot] = number;
    this.#lengths[slot] = used;
    return page;
  }
}
