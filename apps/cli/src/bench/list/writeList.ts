import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { BENCH_HEADER, type BenchList, benchRow } from './benchRow.ts';

/** Rows handed to the stream at once. */
const WINDOW = 2_000;

/** Writes a generated list as a CSV file; memory does not depend on its length. */
export async function writeList(path: string, list: BenchList, signal: AbortSignal): Promise<void> {
  await pipeline(windows(list), createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
}

function* windows(list: BenchList): Generator<string> {
  yield `${BENCH_HEADER}\n`;
  for (let from = 0; from < list.rows; from += WINDOW) {
    const length = Math.min(WINDOW, list.rows - from);
    const lines = Array.from({ length }, (_, index) => benchRow(from + index, list).line);
    yield `${lines.join('\n')}\n`;
  }
}
