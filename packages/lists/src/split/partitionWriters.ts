import type { Store } from '../store/store.ts';
import { ObjectWriter } from './objectWriter.ts';
import type { Partition } from './splitDone.ts';

/** Text gathered for a partition before it is handed to the store. */
const CHUNK = 32 * 1024;

/** Partitions written side by side: each is an open file and two buffers. */
export const MOST_WRITERS = 256;

interface Slot {
  readonly name: string;
  readonly writer: ObjectWriter;
  text: string;
  records: number;
  bytes: number;
}

/** Writes many partitions at once. After `add`s, `flush` waits for whoever is behind. */
export class PartitionWriters {
  readonly #slots: readonly Slot[];

  constructor(store: Store, names: readonly string[], keyOfName: (name: string) => string) {
    this.#slots = names.map((name) => {
      return { name, writer: new ObjectWriter(store, keyOfName(name)), text: '', records: 0, bytes: 0 };
    });
  }

  /** `line` ends in LF. */
  add(at: number, line: string): void {
    const slot = this.#slots[at];
    if (slot === undefined) throw new RangeError(`There is no partition ${at}`);
    slot.text += line;
    slot.records++;
  }

  async flush(atLeast = CHUNK): Promise<void> {
    for (const slot of this.#slots) {
      if (slot.text.length < atLeast || slot.text === '') continue;
      const bytes = Buffer.from(slot.text);
      slot.text = '';
      slot.bytes += bytes.length;
      await slot.writer.write(bytes);
    }
  }

  async finish(): Promise<Partition[]> {
    await this.flush(0);
    await Promise.all(this.#slots.map(({ writer }) => writer.finish()));
    return this.#slots.map(({ name, records, bytes }) => ({ name, records, bytes }));
  }

  async abandon(): Promise<void> {
    await Promise.all(this.#slots.map(({ writer }) => writer.abandon()));
  }
}
