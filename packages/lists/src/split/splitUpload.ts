import { randomBytes } from 'node:crypto';
import { type ListFormat, parseAddress, type Row, readRows } from '@mailsift/intake';
import type { Manifest } from '../list/manifest.ts';
import { putJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';
import { FrequentDomains } from './frequentDomains.ts';
import { openUpload } from './openUpload.ts';
import { sliceOf } from './partitionHash.ts';
import { MOST_WRITERS, PartitionWriters } from './partitionWriters.ts';
import { resplit } from './resplit.ts';
import { type Partition, readSplitDone, type SplitDone } from './splitDone.ts';
import { identityOf, recordLine, shortenCell } from './splitRecord.ts';

/** Input of one partition: its addresses and their verdicts fit in memory with room to spare. */
const PARTITION_BYTES = 16 * 1024 * 1024;

export interface SplitOptions {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly format: ListFormat;
  /** Accept domains such as `x.test`. Default false. */
  readonly allowSpecialUse?: boolean;
  /** Told every 500 rows or so. */
  readonly onProgress?: (progress: { readonly rows: number; readonly bytes: number }) => void;
  readonly partitionBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * Cuts an upload into partitions by the hash of the domain; one that came out larger than twice `partitionBytes` is cut
 * again by the hash of the whole address. Records keep the order of the rows. A list that is split already is not
 * split again; the loser of a race deletes its partitions and returns the winner's. Streams: memory does not depend on
 * the upload.
 *
 * @throws IntakeError for a fault of the file, after which nothing of this split is left.
 */
export async function splitUpload(options: SplitOptions): Promise<SplitDone> {
  const { store, manifest } = options;
  const before = await readSplitDone(store, manifest.id);
  if (before !== null) return before;
  const nonce = randomBytes(8).toString('hex');
  try {
    const done = await split(options, nonce);
    if ((await putJson(store, storeKeys.splitDone(manifest.id), done)) === 'stored') return done;
  } catch (error) {
    await store.delete(storeKeys.split(manifest.id, nonce));
    throw error;
  }
  await store.delete(storeKeys.split(manifest.id, nonce));
  const winner = await readSplitDone(store, manifest.id);
  if (winner === null) throw new Error(`The split of ${manifest.id} vanished: its list is being deleted`);
  return winner;
}

async function split(options: SplitOptions, nonce: string): Promise<SplitDone> {
  const { store, manifest, format, partitionBytes = PARTITION_BYTES } = options;
  const counted = { rows: 0, empty: 0, columns: format.header.length };
  const domains = new FrequentDomains();
  const count = Math.min(Math.max(1, Math.ceil(manifest.upload.bytes / partitionBytes)), MOST_WRITERS);
  const names = Array.from({ length: count }, (_, part) => String(part).padStart(3, '0'));
  const writers = new PartitionWriters(store, names, (name) => storeKeys.partition(manifest.id, nonce, name));
  const parse = { allowSpecialUse: options.allowSpecialUse ?? false };

  const addRow = ({ number: row, cells }: Row): void => {
    counted.rows++;
    if (cells.length > counted.columns) counted.columns = cells.length;
    const cell = cells[format.emailColumn] ?? '';
    const parsed = parseAddress(cell, parse);
    if (parsed.ok) {
      domains.add(parsed.domain);
      const line = recordLine({ row, kind: 'address', address: parsed.address });
      writers.add(sliceOf(parsed.domain, 'domain', count), line);
    } else if (parsed.reason === 'empty') counted.empty++;
    else {
      const record = { row, kind: 'invalid', reason: parsed.reason, cell: shortenCell(cell) } as const;
      writers.add(sliceOf(identityOf(record), 'domain', count), recordLine(record));
    }
  };

  try {
    let bytes = 0;
    const source = await openUpload(store, manifest, (length) => {
      bytes += length;
    });
    for await (const rows of readRows(source, format)) {
      options.signal?.throwIfAborted();
      for (const row of rows) addRow(row);
      await writers.flush();
      options.onProgress?.({ rows: counted.rows, bytes });
    }
    const written = await writers.finish();
    const partitions = await fitPartitions(written, { store, listId: manifest.id, nonce, partitionBytes });
    return { nonce, ...counted, partitions, frequentDomains: domains.top() };
  } catch (error) {
    await writers.abandon();
    throw error;
  }
}

interface Fitting {
  readonly store: Store;
  readonly listId: string;
  readonly nonce: string;
  readonly partitionBytes: number;
}

/** Divides the large ones, drops the empty ones; one is left in any case, so that a list always has something to do. */
async function fitPartitions(written: readonly Partition[], fitting: Fitting): Promise<Partition[]> {
  const { store, ...about } = fitting;
  const fitted: Partition[] = [];
  for (const partition of written) {
    const large = partition.bytes > 2 * fitting.partitionBytes;
    fitted.push(...(large ? await resplit(store, { ...about, partition }) : [partition]));
  }
  const filled = fitted.filter(({ records }) => records > 0);
  return filled.length > 0 ? filled : fitted.slice(0, 1);
}
