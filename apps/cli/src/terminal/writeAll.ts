import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes what an iterable gives, no faster than it is taken, and leaves the stream open. */
export async function writeAll(source: AsyncIterable<string | Uint8Array>, output: Writable): Promise<void> {
  await pipeline(source, output, { end: false });
}
