import { closeSync, openSync, readSync } from 'node:fs';
import { writeFully } from './blobFile.ts';

/** A frame: u48 row number, u32 length of the blob, the blob. */
const HEAD = 10;
const WRITE_BUFFER = 256 * 1024;

/** Writes the frames of a partition in the order of their rows. Synchronous, as `BlobFile` is. */
export class FrameWriter {
  readonly #file: number;
  #buffer = Buffer.allocUnsafe(WRITE_BUFFER);
  #used = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o600);
  }

  add(row: number, blob: Buffer): void {
    const length = HEAD + blob.length;
    if (this.#used + length > this.#buffer.length) this.#flush(length);
    this.#buffer.writeUIntLE(row, this.#used, 6);
    this.#buffer.writeUInt32LE(blob.length, this.#used + 6);
    blob.copy(this.#buffer, this.#used + HEAD);
    this.#used += length;
  }

  /** Ends the file where `isWhole`, else leaves it as it is. */
  close(isWhole: boolean): void {
    if (isWhole) this.#flush(0);
    closeSync(this.#file);
  }

  #flush(room: number): void {
    writeFully(this.#file, this.#buffer.subarray(0, this.#used));
    this.#used = 0;
    if (room > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(room);
  }
}

/** Reads them again, one at a time. */
export class FrameReader {
  readonly #file: number;
  #buffer: Buffer;
  #at = 0;
  #end = 0;
  #blobLength = 0;
  /** Of the frame it stands at; Infinity after the last. */
  row = Number.POSITIVE_INFINITY;

  constructor(path: string, bufferBytes: number) {
    this.#file = openSync(path, 'r');
    this.#buffer = Buffer.allocUnsafe(bufferBytes);
    this.#look();
  }

  /** The blob of the frame it stands at, valid until `next`. */
  get blob(): Buffer {
    return this.#buffer.subarray(this.#at + HEAD, this.#at + HEAD + this.#blobLength);
  }

  next(): void {
    this.#at += HEAD + this.#blobLength;
    this.#look();
  }

  close(): void {
    closeSync(this.#file);
  }

  #look(): void {
    if (!this.#has(HEAD)) {
      if (this.#end > this.#at) throw new Error('A scratch file ends in the middle of a frame');
      this.row = Number.POSITIVE_INFINITY;
      return;
    }
    this.row = this.#buffer.readUIntLE(this.#at, 6);
    this.#blobLength = this.#buffer.readUInt32LE(this.#at + 6);
    if (!this.#has(HEAD + this.#blobLength)) throw new Error('A scratch file ends in the middle of a frame');
  }

  /** Whether so many bytes are left, which then are in the buffer. */
  #has(length: number): boolean {
    if (this.#end - this.#at >= length) return true;
    const rest = this.#buffer.subarray(this.#at, this.#end);
    const roomy = length > this.#buffer.length ? Buffer.allocUnsafe(length) : this.#buffer;
    roomy.set(rest);
    this.#buffer = roomy;
    this.#end = rest.length;
    this.#at = 0;
    while (this.#end < length) {
      const read = readSync(this.#file, this.#buffer, this.#end, this.#buffer.length - this.#end, null);
      if (read === 0) return false;
      this.#end += read;
    }
    return true;
  }
}
