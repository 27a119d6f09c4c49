import { FrameReader } from './frameFile.ts';

/** All read buffers together, and the least for one of them. */
const ALL_BUFFERS = 32 * 1024 * 1024;
const LEAST_BUFFER = 16 * 1024;
const MOST_BUFFER = 256 * 1024;

/** The frames of all partitions in the order of their rows: a binary heap of readers by the row they stand at. */
export class FrameMerge {
  readonly #readers: FrameReader[] = [];
  readonly #heap: FrameReader[];

  constructor(paths: readonly string[]) {
    const share = Math.floor(ALL_BUFFERS / Math.max(1, paths.length));
    const bufferBytes = Math.max(LEAST_BUFFER, Math.min(MOST_BUFFER, share));
    try {
      for (const path of paths) this.#readers.push(new FrameReader(path, bufferBytes));
    } catch (error) {
      this.close();
      throw error;
    }
    this.#heap = this.#readers.toSorted((a, b) => a.row - b.row);
  }

  /** The row of the next frame; Infinity after the last. */
  get row(): number {
    return this.#heap[0]?.row ?? Number.POSITIVE_INFINITY;
  }

  /** Hands the next frame's blob over; it is valid during the call only. */
  take(use: (blob: Buffer) => void): void {
    const first = this.#heap[0];
    if (first === undefined) throw new RangeError('There is no frame left');
    use(first.blob);
    first.next();
    this.#sink(first);
  }

  close(): void {
    for (const reader of this.#readers) reader.close();
  }

  #sink(reader: FrameReader): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (left === undefined) break;
      const isRight = right !== undefined && right.row < left.row;
      const child = isRight ? right : left;
      if (child.row >= reader.row) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = reader;
  }
}
