import { type Cut, type CutContent, encodeCut, readCut } from '../cut/cut.ts';
import type { AddressResult } from '../result/addressResult.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

export interface CutWriterOptions {
  readonly store: Store;
  readonly listId: string;
  readonly partition: string;
  /** Tells Redis of a cut that is stored; every cut of the partition comes by, those of an earlier run too. */
  readonly publish: (name: string, cut: Cut) => Promise<void>;
}

/** Writes the numbered cuts of a partition; what an earlier or racing resolver wrote under a number stands. */
export class CutWriter {
  readonly #options: CutWriterOptions;
  #next = 0;

  constructor(options: CutWriterOptions) {
    this.#options = options;
  }

  /** Cuts there are so far. */
  get count(): number {
    return this.#next;
  }

  /** Publishes the cuts that are stored already and gives the keys of their addresses. */
  async catchUp(): Promise<ReadonlySet<string>> {
    const covered = new Set<string>();
    for (;;) {
      const cut = await this.#read();
      if (cut === null) return covered;
      await this.#publish(cut);
      for (const key of cut.covered) covered.add(key);
    }
  }

  /** Stores a cut. Gives null, or, where a racing resolver was first, the addresses of its cut: then ours is not stored. */
  async write(content: CutContent): Promise<ReadonlySet<string> | null> {
    const { store, listId, partition } = this.#options;
    const outcome = await store.putIfAbsent(storeKeys.cut(listId, partition, this.#next), encodeCut(content));
    const cut = await this.#read();
    if (cut === null) throw new Error('A cut vanished: its list is being deleted');
    await this.#publish(cut);
    return outcome === 'stored' ? null : new Set(cut.covered);
  }

  #read(): Promise<Cut | null> {
    const { store, listId, partition } = this.#options;
    return readCut(store, listId, { partition, cut: this.#next });
  }

  async #publish(cut: Cut): Promise<void> {
    await this.#options.publish(`cut:${this.#options.partition}.${this.#next}`, cut);
    this.#next++;
  }
}

/** What a cut under way holds. It is full at 50 batches, or where there is little to ask, at 5,000 decided addresses. */
export class CutContents {
  static readonly MOST_BATCHES = 50;
  static readonly MOST_DECIDED = 5_000;
  batches: CutContent['batches'][number][] = [];
  decided: AddressResult[] = [];

  get isFull(): boolean {
    return this.batches.length >= CutContents.MOST_BATCHES || this.decided.length >= CutContents.MOST_DECIDED;
  }

  get isEmpty(): boolean {
    return this.batches.length === 0 && this.decided.length === 0;
  }

  take(): CutContent {
    const { batches, decided } = this;
    this.batches = [];
    this.decided = [];
    return { batches, decided };
  }
}
