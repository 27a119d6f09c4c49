import { gunzip, isGzip } from './gunzip.ts';
import { isXlsx, xlsxToCsv } from './xlsx/xlsxToCsv.ts';

export interface UnpackOptions {
  /** Of what is sent; what comes out is bounded where it is stored. */
  readonly maxBytes: number;
  /** An existing folder on a local disk. A workbook lies there, without a name, while it is read. */
  readonly scratch: string;
}

/** What an upload turned out to be. A workbook comes out as CSV with commas, in UTF-8. */
export type UploadKind = 'text' | 'gzip' | 'xlsx';

export interface Unpacked {
  readonly kind: UploadKind;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Told apart by their first bytes; names and content types say what their senders believe. */
const MAGIC_BYTES = 4;

/**
 * The text of an upload, unpacked as it streams by.
 *
 * @throws ApiProblem `broken_archive`, `compression_ratio`, `no_workbook`, `workbook_too_large`, `upload_too_large`, here or while it is read.
 */
export async function unpack(source: AsyncIterable<unknown>, options: UnpackOptions): Promise<Unpacked> {
  const { head, bytes } = await peek(source);
  if (isGzip(head)) return { kind: 'gzip', bytes: gunzip(bytes, options) };
  if (isXlsx(head)) return { kind: 'xlsx', bytes: xlsxToCsv(bytes, options) };
  return { kind: 'text', bytes };
}

interface Peeked {
  readonly head: Buffer;
  /** All of the source, the head included. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

async function peek(source: AsyncIterable<unknown>): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < MAGIC_BYTES) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    const chunk = bytesOf(value);
    read.push(chunk);
    length += chunk.length;
  }
  return { head: Buffer.concat(read).subarray(0, MAGIC_BYTES), bytes: rest(read, iterator) };
}

async function* rest(read: readonly Uint8Array[], iterator: AsyncIterator<unknown>): AsyncGenerator<Uint8Array> {
  let isDone = false;
  try {
    yield* read;
    for (;;) {
      const { done, value } = await iterator.next();
      isDone = done === true;
      if (isDone) return;
      yield bytesOf(value);
    }
  } finally {
    if (!isDone) await iterator.return?.();
  }
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('An upload is read as bytes');
}
