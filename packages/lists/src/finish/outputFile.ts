import { ObjectWriter } from '../split/objectWriter.ts';
import type { Store } from '../store/store.ts';

const BUFFER = 256 * 1024;

/** An output object that knows how many bytes it has. Writing is synchronous; `flush` waits when `isFull`. */
export class OutputFile {
  readonly #writer: ObjectWriter;
  #buffer = Buffer.allocUnsafe(BUFFER);
  #used = 0;
  #full: Buffer[] = [];
  /** Bytes so far. */
  size = 0;

  constructor(store: Store, key: string) {
    this.#writer = new ObjectWriter(store, key);
  }

  get isFull(): boolean {
    return this.#full.length > 0;
  }

  text(text: string): void {
    // A UTF-16 code unit takes three bytes of UTF-8 at most.
    this.#makeRoom(text.length * 3);
    const length = this.#buffer.write(text, this.#used);
    this.#used += length;
    this.size += length;
  }

  bytes(bytes: Buffer): void {
    this.#makeRoom(bytes.length);
    bytes.copy(this.#buffer, this.#used);
    this.#used += bytes.length;
    this.size += bytes.length;
  }

  async flush(): Promise<void> {
    const full = this.#full;
    this.#full = [];
    for (const bytes of full) await this.#writer.write(bytes);
  }

  async finish(): Promise<void> {
    this.#turnOver(BUFFER);
    await this.flush();
    await this.#writer.finish();
  }

  async abandon(): Promise<void> {
    await this.#writer.abandon();
  }

  #makeRoom(length: number): void {
    if (this.#used + length > this.#buffer.length) this.#turnOver(Math.max(BUFFER, length));
  }

  /** Buffers that were handed over belong to the store: a new one each time. */
  #turnOver(length: number): void {
    if (this.#used > 0) this.#full.push(this.#buffer.subarray(0, this.#used));
    this.#buffer = Buffer.allocUnsafe(length);
    this.#used = 0;
  }
}
