/**
 * The index of an output: one entry a row and a last one with the sizes of both files. u48 offset in the CSV, u48
 * offset in the NDJSON, u8 outcome code, u8 flags, u16 zero; little-endian.
 */
export const INDEX_ENTRY = 16;

export interface IndexEntry {
  readonly csv: number;
  readonly ndjson: number;
  readonly code: number;
  readonly mask: number;
}

export function writeEntry(into: Buffer, { csv, ndjson, code, mask }: IndexEntry): void {
  into.writeUIntLE(csv, 0, 6);
  into.writeUIntLE(ndjson, 6, 6);
  into.writeUInt8(code, 12);
  into.writeUInt8(mask, 13);
  into.writeUInt16LE(0, 14);
}

/** Where the row of the entry at byte `at` starts in a file. */
export function offsetAt(index: Buffer, at: number, file: 'csv' | 'ndjson'): number {
  return index.readUIntLE(file === 'csv' ? at : at + 6, 6);
}

export function codeAt(index: Buffer, at: number): number {
  return index[at + 12] ?? 0;
}

export function maskAt(index: Buffer, at: number): number {
  return index[at + 13] ?? 0;
}
