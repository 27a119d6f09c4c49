import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListFormat } from '@mailsift/intake';
import type { Manifest } from '../list/manifest.ts';
import { openUpload } from '../split/openUpload.ts';
import type { SplitDone } from '../split/splitDone.ts';
import type { Store } from '../store/store.ts';
import { BlobFile } from './blobFile.ts';
import { type BlobOptions, createBlobMaker } from './createBlobMaker.ts';
import { deleteOutput } from './deleteOutput.ts';
import { FrameMerge } from './frameMerge.ts';
import { type Join, type Joined, joinPartition } from './joinPartition.ts';
import type { Output } from './output.ts';
import type { Enrich } from './rowResult.ts';
import { RowTally } from './rowTally.ts';
import { writeOutput } from './writeOutput.ts';

export interface FinishOptions {
  readonly store: Store;
  readonly manifest: Manifest;
  readonly format: ListFormat;
  readonly splitDone: SplitDone;
  readonly hold: Output['hold'];
  /** A folder of this run alone, on a local disk with room for the results once over; made, and removed at the end. */
  readonly scratch: string;
  readonly enrich: Enrich;
  /** Epoch ms. */
  readonly now: () => number;
  /** Takes a list as it is: what is undecided is `pending`. */
  readonly partial?: boolean;
  /** Where the output goes; by default the store itself. */
  readonly out?: Store;
  readonly signal?: AbortSignal;
}

const MOST_PROVIDERS = 20;

/**
 * Joins the results to the rows and writes the output objects under a fresh nonce; `sealOutput` makes them the list's.
 * One partition at a time: its addresses are in memory, most of its results on the scratch disk. Then the partitions are merged
 * by row number while the upload is read again.
 *
 * @throws Error when an address has no verdict though nothing holds the list; nothing is left behind by any failure.
 */
export async function finishList(options: FinishOptions): Promise<Output> {
  const { manifest, scratch, out = options.store } = options;
  const nonce = randomBytes(8).toString('hex');
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  try {
    return await finish(options, { out, nonce });
  } catch (error) {
    await deleteOutput(out, manifest.id, nonce);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Target {
  readonly out: Store;
  readonly nonce: string;
}

async function finish(options: FinishOptions, { out, nonce }: Target): Promise<Output> {
  const { store, manifest, format, splitDone, enrich, signal } = options;
  const now = options.now();
  const blobs = createBlobMaker({ delimiter: format.delimiter, enrich, now, undecided: undecidedOf(options) });
  const tally = new RowTally();
  const lanes = new Map<string, number>();
  const onBatch = (lane: string, addresses: number) => lanes.set(lane, (lanes.get(lane) ?? 0) + addresses);
  const joined = await joinAll(options, { blobs, tally, onBatch });
  const frames = new FrameMerge(joined.map(({ path }) => path));
  try {
    const upload = await openUpload(store, manifest);
    const { columns } = splitDone;
    const about = { out, listId: manifest.id, nonce, format, columns, upload, frames, tally, signal };
    const total = await writeOutput({ ...about, emptyBlob: Buffer.from(blobs.ofEmpty()) });
    if (total !== splitDone.rows) throw new Error('The upload has not the rows that were split');
    return {
      nonce,
      hold: options.hold,
      finishedAt: now,
      rows: { total, duplicate: sum(joined, 'duplicate'), empty: splitDone.empty },
      addresses: { total: sum(joined, 'addresses'), done: sum(joined, 'done') },
      ...tally.counts(),
      columns,
      providers: largest(lanes),
    };
  } finally {
    frames.close();
  }
}

type Joining = Pick<Join, 'blobs' | 'tally' | 'onBatch'>;

async function joinAll(options: FinishOptions, joining: Joining): Promise<Joined[]> {
  const { store, manifest, splitDone, scratch, signal } = options;
  const results = new BlobFile(join(scratch, 'results'));
  try {
    const joined: Joined[] = [];
    for (const { name: partition } of splitDone.partitions) {
      const about = { store, listId: manifest.id, partition, nonce: splitDone.nonce };
      joined.push(await joinPartition({ ...about, ...joining, results, scratch, signal }));
    }
    return joined;
  } finally {
    results.close();
  }
}

function undecidedOf({ hold, partial }: FinishOptions): BlobOptions['undecided'] {
  if (hold === 'expired') return 'expired';
  return hold === 'canceled' || partial === true ? 'pending' : 'refuse';
}

function sum(joined: readonly Joined[], what: 'duplicate' | 'addresses' | 'done'): number {
  return joined.reduce((total, part) => total + part[what], 0);
}

function largest(lanes: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...lanes].toSorted(([, a], [, b]) => b - a).slice(0, MOST_PROVIDERS));
}
