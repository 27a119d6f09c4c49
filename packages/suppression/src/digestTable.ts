import { randomInt } from 'node:crypto';

/** Of longer digests the first 16 bytes are kept: two addresses never meet in 128 bits. */
export const DIGEST_BYTES = 16;
const WORDS = DIGEST_BYTES / 4;
/** Slots for each digest: with a third of them free, looking for one takes two steps or three. */
const SPACE = 1.5;
const CHUNK_DIGESTS = 65_536;

/** A table of digests that threads share, in plain data: what a message between them carries. */
export interface DigestTableData {
  /** `slots` times four words; a slot of zeros is free. */
  readonly words: Uint32Array<SharedArrayBuffer>;
  readonly size: number;
  /** Four odd numbers, different in each table, so that nobody can write a file whose digests crowd in one place. */
  readonly seeds: readonly number[];
}

/** A set of fixed-width digests, 24 bytes each, found by linear probing. It is only read. */
export class DigestTable {
  readonly #words: Uint32Array;
  readonly #seeds: readonly number[];
  readonly #slots: number;
  readonly size: number;

  constructor({ words, size, seeds }: DigestTableData) {
    this.#words = words;
    this.#seeds = seeds;
    this.#slots = words.length / WORDS;
    this.size = size;
  }

  /** Of a digest of at least 16 bytes. */
  has(digest: Buffer): boolean {
    if (this.size === 0) return false;
    return !isFree(this.#words, slotOf(this.#words, this.#slots, this.#seeds, wordsOf(digest)));
  }
}

/** Collects digests in chunks, then makes the table of them: 40 bytes each while it does. */
export class DigestCollector {
  readonly #full: Uint32Array[] = [];
  #chunk = new Uint32Array(CHUNK_DIGESTS * WORDS);
  #used = 0;

  /** Counted as they come, the same one twice too. */
  get count(): number {
    return this.#full.length * CHUNK_DIGESTS + this.#used / WORDS;
  }

  add(digest: Buffer): void {
    if (this.#used === this.#chunk.length) {
      this.#full.push(this.#chunk);
      this.#chunk = new Uint32Array(CHUNK_DIGESTS * WORDS);
      this.#used = 0;
    }
    this.#chunk.set(wordsOf(digest), this.#used);
    this.#used += WORDS;
  }

  /** The collector is empty afterwards. */
  toTable(): DigestTableData {
    const slots = Math.ceil(this.count * SPACE) + 1;
    const words = new Uint32Array(new SharedArrayBuffer(slots * DIGEST_BYTES));
    const seeds = Array.from({ length: WORDS }, () => 2 * randomInt(2 ** 31) + 1);
    let size = 0;
    const last = this.#chunk.subarray(0, this.#used);
    this.#chunk = new Uint32Array(CHUNK_DIGESTS * WORDS);
    this.#used = 0;
    for (let chunk: Uint32Array | undefined = last; chunk !== undefined; chunk = this.#full.pop()) {
      for (let at = 0; at < chunk.length; at += WORDS) {
        const digest = chunk.subarray(at, at + WORDS);
        const slot = slotOf(words, slots, seeds, digest);
        if (!isFree(words, slot)) continue;
        words.set(digest, slot);
        size++;
      }
    }
    return { words, size, seeds };
  }
}

function wordsOf(digest: Buffer): Uint32Array {
  const words = new Uint32Array(WORDS);
  for (let word = 0; word < WORDS; word++) words[word] = digest.readUInt32LE(4 * word);
  // A digest of zeros would look like a free slot.
  if (words.every((word) => word === 0)) words[0] = 1;
  return words;
}

/** Where a digest is, or the free slot where it would be: an index of its first word. The high bits choose it: in a product
 * these depend on all bits. */
function slotOf(table: Uint32Array, slots: number, seeds: readonly number[], digest: Uint32Array): number {
  let hash = 0;
  for (let word = 0; word < WORDS; word++) hash ^= Math.imul(digest[word] ?? 0, seeds[word] ?? 1);
  let slot = Math.floor(((hash >>> 0) / 2 ** 32) * slots);
  while (!isFree(table, slot * WORDS) && !isSame(table, slot * WORDS, digest)) slot = slot + 1 === slots ? 0 : slot + 1;
  return slot * WORDS;
}

function isFree(table: Uint32Array, at: number): boolean {
  return table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0;
}

function isSame(table: Uint32Array, at: number, digest: Uint32Array): boolean {
  for (let word = 0; word < WORDS; word++) if (table[at + word] !== digest[word]) return false;
  return true;
}
