import type { Delimiter } from '@mailsift/intake';
import type { Flag } from '@mailsift/signals';
import { cellsOf } from './csvColumns.ts';
import { csvRow } from './csvRow.ts';
import { flagMask, outcomeCode } from './outcomeCode.ts';
import type { RowResult } from './rowResult.ts';

const HEAD = 6;

/**
 * A result as both files will show it, made once for all rows of an address: u8 outcome code, u8 flags, u32 length of
 * the CSV part (from the delimiter before our first column to the line end), the CSV part, the JSON of the result.
 */
export function encodeBlob(result: RowResult, flags: readonly Flag[], delimiter: Delimiter): Buffer {
  const csv = `${delimiter}${csvRow(cellsOf(result), delimiter)}\n`;
  const json = JSON.stringify(result);
  const csvLength = Buffer.byteLength(csv);
  const blob = Buffer.allocUnsafe(HEAD + csvLength + Buffer.byteLength(json));
  blob.writeUInt8(outcomeCode(result.status, result.event), 0);
  blob.writeUInt8(flagMask(flags), 1);
  blob.writeUInt32LE(csvLength, 2);
  blob.write(csv, HEAD);
  blob.write(json, HEAD + csvLength);
  return blob;
}

export function codeOfBlob(blob: Buffer): number {
  return blob.readUInt8(0);
}

export function maskOfBlob(blob: Buffer): number {
  return blob.readUInt8(1);
}

export function csvOfBlob(blob: Buffer): Buffer {
  return blob.subarray(HEAD, HEAD + blob.readUInt32LE(2));
}

export function jsonOfBlob(blob: Buffer): Buffer {
  return blob.subarray(HEAD + blob.readUInt32LE(2));
}
