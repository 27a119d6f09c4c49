import { join } from 'node:path';
import { keyOf } from '../cut/cut.ts';
import { readRecords } from '../split/readRecords.ts';
import { identityOf } from '../split/splitRecord.ts';
import type { BlobFile } from './blobFile.ts';
import type { BlobMaker } from './createBlobMaker.ts';
import { type Found, type FoundIn, foundResults } from './foundResults.ts';
import { FrameWriter } from './frameFile.ts';
import { statusOfCode } from './outcomeCode.ts';
import { codeOfBlob, maskOfBlob } from './rowBlob.ts';
import type { RowTally } from './rowTally.ts';

export interface Join extends FoundIn {
  /** Of the split. */
  readonly nonce: string;
  readonly blobs: BlobMaker;
  /** Cleared, then filled: the caller has it for one partition after the other. */
  readonly results: BlobFile;
  readonly tally: RowTally;
  readonly scratch: string;
  readonly signal: AbortSignal | undefined;
}

export interface Joined {
  /** The frames of the partition in the order of their rows. */
  readonly path: string;
  readonly duplicate: number;
  readonly addresses: number;
  readonly done: number;
}

/**
 * Puts a result beside every record of a partition. In memory are its addresses, where their results are, and the first of
 * these.
 */
export async function joinPartition(partition: Join): Promise<Joined> {
  const path = join(partition.scratch, `${partition.partition}.frames`);
  partition.results.clear();
  const places = await collect(partition);
  const frames = new FrameWriter(path);
  let isWhole = false;
  try {
    const joined = await writeFrames(partition, { places, frames });
    isWhole = true;
    return { path, ...joined };
  } finally {
    frames.close(isWhole);
  }
}

async function collect(partition: Join): Promise<Map<string, number>> {
  const { results } = partition;
  const places = new Map<string, number>();
  for await (const window of foundResults(partition)) {
    partition.signal?.throwIfAborted();
    for (const found of window) {
      const key = keyOf(addressOf(found));
      // Racing resolvers publish an address once; should it be there twice, a verdict is worth more than none.
      if (places.has(key) && found.kind !== 'decided') continue;
      places.set(key, results.add(partition.blobs.ofFound(found)));
    }
  }
  return places;
}

function addressOf(found: Found): string {
  return found.kind === 'not_asked' ? found.address.address : found.result.address;
}

interface Joining {
  readonly places: Map<string, number>;
  readonly frames: FrameWriter;
}

async function writeFrames(partition: Join, { places, frames }: Joining): Promise<Omit<Joined, 'path'>> {
  const { store, listId, nonce, blobs, results, tally } = partition;
  const seen = new SeenNumbers();
  let [duplicate, done] = [0, 0];
  for await (const records of readRecords(store, { listId, nonce, partition: partition.partition })) {
    partition.signal?.throwIfAborted();
    for (const record of records) {
      const identity = identityOf(record);
      let place = places.get(identity);
      if (place === undefined) {
        place = results.add(blobs.ofRecord(record));
        places.set(identity, place);
      }
      const blob = results.read(place);
      const code = codeOfBlob(blob);
      if (!seen.add(place)) duplicate++;
      else if (statusOfCode(code) !== 'pending') done++;
      tally.add(code, maskOfBlob(blob));
      frames.add(record.row, blob);
    }
  }
  return { duplicate, done, addresses: seen.size };
}

/** A set of small numbers, a byte each. */
class SeenNumbers {
  #seen = new Uint8Array(1024);
  size = 0;

  /** Whether it is new. */
  add(number: number): boolean {
    if (number >= this.#seen.length) {
      const larger = new Uint8Array(2 * number);
      larger.set(this.#seen);
      this.#seen = larger;
    }
    if (this.#seen[number] === 1) return false;
    this.#seen[number] = 1;
    this.size++;
    return true;
  }
}
