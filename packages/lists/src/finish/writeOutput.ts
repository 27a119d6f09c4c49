import { type ListFormat, type Row, readRows } from '@mailsift/intake';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { outputHeader } from './csvColumns.ts';
import { csvRow } from './csvRow.ts';
import type { FrameMerge } from './frameMerge.ts';
import { INDEX_ENTRY, writeEntry } from './indexEntry.ts';
import { OutputFile } from './outputFile.ts';
import { codeOfBlob, csvOfBlob, jsonOfBlob, maskOfBlob } from './rowBlob.ts';
import type { RowTally } from './rowTally.ts';

export interface OutputOptions {
  readonly out: Store;
  readonly listId: string;
  readonly nonce: string;
  readonly format: ListFormat;
  /** Cells of the widest row or header. */
  readonly columns: number;
  readonly upload: AsyncIterable<Buffer>;
  readonly frames: FrameMerge;
  /** What stands beside rows without an address. */
  readonly emptyBlob: Buffer;
  readonly tally: RowTally;
  readonly signal: AbortSignal | undefined;
}

/**
 * Writes the CSV, the NDJSON and their index in one run over the upload, and gives the number of rows. The CSV is UTF-8
 * without byte order mark; lines end in LF, which every reader takes and line tools need.
 *
 * @throws Error where the frames are not those of this upload; nothing is stored then.
 */
export async function writeOutput(options: OutputOptions): Promise<number> {
  const writers = new RowWriters(options);
  try {
    for await (const rows of readRows(options.upload, options.format)) {
      options.signal?.throwIfAborted();
      for (const row of rows) {
        writers.add(row);
        if (writers.isFull) await writers.flush();
      }
    }
    if (options.frames.row !== Number.POSITIVE_INFINITY)
      throw new Error('The upload has fewer rows than its partitions');
    return await writers.finish();
  } catch (error) {
    await writers.abandon();
    throw error;
  }
}

class RowWriters {
  readonly #options: OutputOptions;
  readonly #csv: OutputFile;
  readonly #ndjson: OutputFile;
  readonly #index: OutputFile;
  readonly #entry = Buffer.alloc(INDEX_ENTRY);
  #rows = 0;

  constructor(options: OutputOptions) {
    const { out, listId, nonce, format, columns } = options;
    this.#options = options;
    this.#csv = new OutputFile(out, storeKeys.output(listId, nonce, 'csv'));
    this.#ndjson = new OutputFile(out, storeKeys.output(listId, nonce, 'ndjson'));
    this.#index = new OutputFile(out, storeKeys.output(listId, nonce, 'index'));
    if (!format.hasHeader) return;
    this.#csv.text(`${csvRow(outputHeader(format.header, columns), format.delimiter)}
`);
  }

  get isFull(): boolean {
    return this.#csv.isFull || this.#ndjson.isFull || this.#index.isFull;
  }

  add(row: Row): void {
    const { frames, emptyBlob, tally } = this.#options;
    if (frames.row < row.number) throw new Error('A row is in two partitions');
    if (frames.row === row.number) {
      frames.take((blob) => this.#write(row, blob));
      return;
    }
    tally.add(codeOfBlob(emptyBlob), maskOfBlob(emptyBlob));
    this.#write(row, emptyBlob);
  }

  async flush(): Promise<void> {
    await this.#csv.flush();
    await this.#ndjson.flush();
    await this.#index.flush();
  }

  async finish(): Promise<number> {
    this.#mark(0, 0);
    await Promise.all([this.#csv.finish(), this.#ndjson.finish(), this.#index.finish()]);
    return this.#rows;
  }

  async abandon(): Promise<void> {
    await Promise.all([this.#csv.abandon(), this.#ndjson.abandon(), this.#index.abandon()]);
  }

  #write({ number, cells }: Row, blob: Buffer): void {
    const { format, columns } = this.#options;
    this.#mark(codeOfBlob(blob), maskOfBlob(blob));
    this.#csv.text(csvRow(cells, format.delimiter));
    if (cells.length < columns) this.#csv.text(format.delimiter.repeat(columns - cells.length));
    this.#csv.bytes(csvOfBlob(blob));
    this.#ndjson.text(`{"row":${number},"columns":${JSON.stringify(cells)},"result":`);
    this.#ndjson.bytes(jsonOfBlob(blob));
    this.#ndjson.text('}\n');
    this.#rows++;
  }

  #mark(code: number, mask: number): void {
    writeEntry(this.#entry, { csv: this.#csv.size, ndjson: this.#ndjson.size, code, mask });
    this.#index.bytes(this.#entry);
  }
}
