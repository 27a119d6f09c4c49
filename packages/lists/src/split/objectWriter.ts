import type { Store } from '../store/store.ts';

/** Buffers handed over and not yet taken by the store. */
const MOST_WAITING = 2;

/**
 * An object of the store that is written piece by piece while it is made: `write` waits while the store is behind, so
 * that a slow disk holds up the maker and memory stays flat. End it with `finish` or `abandon`, always.
 */
export class ObjectWriter {
  readonly key: string;
  readonly #outcome: Promise<'stored' | 'exists'>;
  #waiting: Uint8Array[] = [];
  #ended = false;
  /** The store takes nothing more: it is done, or it failed. */
  #closed = false;
  #abandoned: unknown = null;
  #wakeStore: (() => void) | null = null;
  #wakeMaker: (() => void) | null = null;

  constructor(store: Store, key: string) {
    this.key = key;
    this.#outcome = store.putIfAbsent(key, this.#body()).finally(() => this.#close());
    // Whoever writes or finishes gets the error; until then it must not count as unhandled.
    this.#outcome.catch(() => undefined);
  }

  /** The bytes are the store's from here on. Rejects with the store's error once it has failed. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#closed) {
      this.#waiting.push(bytes);
      this.#wakeStore?.();
    }
    while (this.#waiting.length >= MOST_WAITING && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wakeMaker = resolve;
      });
    }
    if (this.#closed) await this.#outcome;
  }

  /** Everything is written. Resolves when it is durable. */
  async finish(): Promise<'stored' | 'exists'> {
    this.#ended = true;
    this.#wakeStore?.();
    return this.#outcome;
  }

  /** Nothing is stored. Never rejects. */
  async abandon(): Promise<void> {
    this.#abandoned = new Error(`${this.key} was abandoned half written`);
    this.#wakeStore?.();
    await this.#outcome.catch(() => undefined);
  }

  async *#body(): AsyncGenerator<Uint8Array, void, void> {
    try {
      for (;;) {
        if (this.#abandoned !== null) throw this.#abandoned;
        const next = this.#waiting.shift();
        if (next !== undefined) {
          this.#wakeMaker?.();
          yield next;
        } else if (this.#ended) return;
        else {
          await new Promise<void>((resolve) => {
            this.#wakeStore = resolve;
          });
        }
      }
    } finally {
      this.#close();
    }
  }

  #close(): void {
    this.#closed = true;
    this.#waiting = [];
    this.#wakeMaker?.();
  }
}
