import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const WRITE_BUFFER = 1024 * 1024;
const READ_BUFFER = 16 * 1024;

/**
 * Results of one partition on local disk, by number: in memory they would need a gigabyte where servers are verbose.
 * Calls are synchronous: this runs in a thread of its own, where waiting for a small read costs more than the read.
 */
export class BlobFile {
  readonly #file: number;
  #buffer = Buffer.allocUnsafe(WRITE_BUFFER);
  #read = Buffer.allocUnsafe(READ_BUFFER);
  #used = 0;
  #written = 0;
  /** Where each blob starts, and the end of the last. */
  readonly #starts: number[] = [0];

  /** Creates or empties the file. */
  constructor(path: string) {
    this.#file = openSync(path, 'w+', 0o600);
  }

  /** Gives the number of the blob, from 0. */
  add(blob: Buffer): number {
    if (this.#used + blob.length > this.#buffer.length) this.#flush(blob.length);
    blob.copy(this.#buffer, this.#used);
    this.#used += blob.length;
    this.#starts.push(this.#written + this.#used);
    return this.#starts.length - 2;
  }

  /** The blob is valid until the next call. */
  read(number: number): Buffer {
    const start = this.#starts[number];
    const end = this.#starts[number + 1];
    if (start === undefined || end === undefined) throw new RangeError(`There is no blob ${number}`);
    if (start >= this.#written) return this.#buffer.subarray(start - this.#written, end - this.#written);
    if (end - start > this.#read.length) this.#read = Buffer.allocUnsafe(2 * (end - start));
    const blob = this.#read.subarray(0, end - start);
    readFully(this.#file, blob, start);
    return blob;
  }

  close(): void {
    closeSync(this.#file);
  }

  #flush(room: number): void {
    writeFully(this.#file, this.#buffer.subarray(0, this.#used));
    this.#written += this.#used;
    this.#used = 0;
    if (room > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(room);
  }
}

export function writeFully(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function readFully(file: number, into: Buffer, position: number): void {
  for (let at = 0; at < into.length; ) {
    const read = readSync(file, into, at, into.length - at, position + at);
    if (read === 0) throw new Error('A scratch file is shorter than what was written to it');
    at += read;
  }
}
