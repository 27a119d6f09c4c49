import { Readable } from 'node:stream';
import type { ListFormat } from '@mailsift/intake';
import { INDEX_ENTRY, offsetAt } from '../finish/indexEntry.ts';
import type { Output } from '../finish/output.ts';
import { type Manifest, readFormat } from '../list/manifest.ts';
import { readBytes } from '../store/readObject.ts';
import type { Range, Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { copyRuns } from './copyRuns.ts';
import { type DownloadFilter, type RowTest, rowTest } from './downloadFilter.ts';
import { fileNameOf } from './fileName.ts';
import { scanIndex } from './scanIndex.ts';
import { spreadsheetRows } from './spreadsheetRows.ts';

export interface DownloadOptions {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly sealed: Output;
  readonly filter: DownloadFilter;
  readonly format: 'csv' | 'ndjson';
  /** `spreadsheet`: no cell of the CSV is taken for a formula. Original values may get an apostrophe then. */
  readonly safe?: 'spreadsheet' | undefined;
  /** Of the whole file alone: a download whose `size` is known. */
  readonly range?: Range | undefined;
  /** How the upload was read, where the store does not have it. */
  readonly listFormat?: ListFormat | undefined;
}

export interface Download {
  readonly stream: Readable;
  readonly contentType: string;
  /** What the browser should call it; still to be encoded for a header. */
  readonly fileName: string;
  /** Bytes of the whole, where they are known before all is read. */
  readonly size: number | null;
}

/** Read ahead of a slow client. */
const AHEAD = 512 * 1024;

/**
 * Streams the output of a list, all of it or the rows that pass the filter; the header row of a CSV always. Destroying
 * the stream closes the files.
 *
 * @throws Error when the output is gone: the list was deleted.
 */
export async function openDownload(options: DownloadOptions): Promise<Download> {
  const { store, manifest, sealed, filter, format } = options;
  const listFormat = options.listFormat ?? (await readFormat(store, manifest));
  if (listFormat === null) throw new Error(`List ${manifest.id} was never started`);
  const about = aboutFile(manifest, listFormat, format);
  const test = rowTest(filter);
  if (format === 'csv' && options.safe === 'spreadsheet') {
    const rows = passingBytes(options, test, 'ndjson');
    return { ...about, stream: streamOf(spreadsheetRows(rows, listFormat, sealed.columns)), size: null };
  }
  if (!test.isOpen) return { ...about, stream: streamOf(passingBytes(options, test, format)), size: null };
  const found = await store.read(storeKeys.output(manifest.id, sealed.nonce, format), options.range);
  if (found === null) throw new Error(`The output of list ${manifest.id} is not in the store`);
  return { ...about, stream: found.stream, size: found.size };
}

function aboutFile(
  manifest: Manifest,
  { delimiter, hasHeader }: ListFormat,
  format: DownloadOptions['format'],
): Pick<Download, 'contentType' | 'fileName'> {
  if (format === 'ndjson')
    return { contentType: 'application/x-ndjson', fileName: fileNameOf(manifest.name, 'ndjson') };
  if (delimiter === '\t') {
    return { contentType: 'text/tab-separated-values; charset=utf-8', fileName: fileNameOf(manifest.name, 'tsv') };
  }
  // RFC 4180 section 3.
  const header = hasHeader ? 'present' : 'absent';
  return { contentType: `text/csv; charset=utf-8; header=${header}`, fileName: fileNameOf(manifest.name, 'csv') };
}

async function* passingBytes(
  { store, manifest, sealed }: DownloadOptions,
  test: RowTest,
  file: 'csv' | 'ndjson',
): AsyncGenerator<Buffer, void, void> {
  const index = storeKeys.output(manifest.id, sealed.nonce, 'index');
  const key = storeKeys.output(manifest.id, sealed.nonce, file);
  const first = await readBytes(store, index, { start: 0, length: INDEX_ENTRY });
  if (first === null) throw new Error(`The output of list ${manifest.id} is not in the store`);
  const headerEnd = offsetAt(first, 0, file);
  if (headerEnd > 0) yield* copyRuns(store, key, [{ start: 0, end: headerEnd }]);
  for await (const { runs } of scanIndex({ store, key: index, file, test })) yield* copyRuns(store, key, runs);
}

function streamOf(bytes: AsyncGenerator<Buffer, void, void>): Readable {
  return Readable.from(bytes, { objectMode: false, highWaterMark: AHEAD });
}
