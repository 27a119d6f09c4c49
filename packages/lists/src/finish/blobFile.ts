import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { PageCache } from './pageCache.ts';

/** Blobs that stay in memory; what comes after them goes to disk. A short list has no more. Taken up as it fills. */
const IN_MEMORY = 16 * 1024 * 1024;
const WRITE_BUFFER = 1024 * 1024;
const READ_BUFFER = 16 * 1024;

export interface BlobFileOptions {
  readonly inMemory?: number;
}

/**
 * Results of one partition, by number: the first in memory, the rest on local disk, since they would need a gigabyte where
 * servers are verbose. `clear` makes room for the next partition. Calls are synchronous: this runs in a thread of its own, where
 * waiting for a small read costs more than the read.
 */
export class BlobFile {
  readonly #file: number;
  readonly #pages: PageCache;
  readonly #memory: Buffer;
  #buffer = Buffer.allocUnsafe(WRITE_BUFFER);
  #read = Buffer.allocUnsafe(READ_BUFFER);
  /** Bytes in memory; none are added once a blob went to disk. */
  #kept = 0;
  #used = 0;
  #written = 0;
  /** Where each blob starts, and the end of the last: memory first, then the file. */
  #starts: number[] = [0];

  /** Creates or empties the file. */
  constructor(path: string, { inMemory = IN_MEMORY }: BlobFileOptions = {}) {
    this.#file = openSync(path, 'w+', 0o600);
    this.#pages = new PageCache(this.#file);
    this.#memory = Buffer.allocUnsafeSlow(inMemory);
  }

  /** Gives the number of the blob, from 0. The blob is copied. */
  add(blob: Buffer): number {
    const onDisk = this.#written + this.#used;
    if (onDisk === 0 && this.#kept + blob.length <= this.#memory.length) {
      blob.copy(this.#memory, this.#kept);
      this.#kept += blob.length;
    } else {
      if (this.#used + blob.length > this.#buffer.length) this.#flush(blob.length);
      blob.copy(this.#buffer, this.#used);
      this.#used += blob.length;
    }
    this.#starts.push(this.#kept + this.#written + this.#used);
    return this.#starts.length - 2;
  }

  /** The blob is valid until the next call. */
  read(number: number): Buffer {
    const start = this.#starts[number];
    const end = this.#starts[number + 1];
    if (start === undefined || end === undefined) throw new RangeError(`There is no blob ${number}`);
    if (end <= this.#kept) return this.#memory.subarray(start, end);
    const [from, to] = [start - this.#kept, end - this.#kept];
    if (from >= this.#written) return this.#buffer.subarray(from - this.#written, to - this.#written);
    if (to - from > this.#read.length) this.#read = Buffer.allocUnsafe(2 * (to - from));
    const blob = this.#read.subarray(0, to - from);
    this.#pages.read(blob, from);
    return blob;
  }

  /** Forgets all blobs: numbers begin at 0 again. */
  clear(): void {
    this.#starts = [0];
    this.#kept = 0;
    this.#used = 0;
    if (this.#written > 0) ftruncateSync(this.#file);
    this.#pages.clear();
    this.#written = 0;
  }

  close(): void {
    closeSync(this.#file);
  }

  #flush(room: number): void {
    writeFully(this.#file, this.#buffer.subarray(0, this.#used), this.#written);
    this.#written += this.#used;
    this.#used = 0;
    if (room > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(room);
  }
}

/** At the end of the file's last write, or from `position` on. */
export function writeFully(file: number, bytes: Buffer, position: number | null = null): void {
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(file, bytes, at, bytes.length - at, position === null ? null : position + at);
  }
}
