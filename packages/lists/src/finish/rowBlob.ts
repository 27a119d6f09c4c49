import type { Delimiter } from '@mailsift/intake';
import type { Flag } from '@mailsift/signals';
import { cellsOf } from './csvColumns.ts';
import { csvRow } from './csvRow.ts';
import { flagMask, outcomeCode } from './outcomeCode.ts';
import { resultJson } from './resultJson.ts';
import type { RowResult } from './rowResult.ts';

const HEAD = 6;
/** Of UTF-8, for a UTF-16 code unit. */
const MOST_BYTES = 3;
const FIRST_ROOM = 16 * 1024;

/**
 * Writes a result as both files will show it, made once for all rows of an address: u8 outcome code, u8 flags, u32 length of
 * the CSV part (from the delimiter before our first column to the line end), the CSV part, the JSON of the result.
 */
export class BlobEncoder {
  readonly #delimiter: Delimiter;
  #room = Buffer.allocUnsafe(FIRST_ROOM);

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
  }

  /** The blob is valid until the next call. */
  encode(result: RowResult, flags: readonly Flag[]): Buffer {
    const csv = `${this.#delimiter}${csvRow(cellsOf(result), this.#delimiter)}\n`;
    const json = resultJson(result);
    const most = HEAD + MOST_BYTES * (csv.length + json.length);
    if (most > this.#room.length) this.#room = Buffer.allocUnsafe(2 * most);
    const csvLength = this.#room.write(csv, HEAD);
    const jsonLength = this.#room.write(json, HEAD + csvLength);
    this.#room[0] = outcomeCode(result.status, result.event);
    this.#room[1] = flagMask(flags);
    this.#room.writeUInt32LE(csvLength, 2);
    return this.#room.subarray(0, HEAD + csvLength + jsonLength);
  }
}

export function codeOfBlob(blob: Buffer): number {
  return blob[0] ?? 0;
}

export function maskOfBlob(blob: Buffer): number {
  return blob[1] ?? 0;
}

export function csvOfBlob(blob: Buffer): Buffer {
  return blob.subarray(HEAD, HEAD + blob.readUInt32LE(2));
}

export function jsonOfBlob(blob: Buffer): Buffer {
  return blob.subarray(HEAD + blob.readUInt32LE(2));
}
