import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse';
import { z } from 'zod';

/** As the store reads. */
const READ_AHEAD = 256 * 1024;

const { path } = z.object({ path: z.string() }).parse(workerData);

async function run(): Promise<{ readonly rows: number; readonly seconds: number }> {
  const startedAt = performance.now();
  const parser = parse();
  let rows = 0;
  parser.on('readable', () => {
    while (parser.read() !== null) rows++;
  });
  await pipeline(createReadStream(path, { highWaterMark: READ_AHEAD }), parser);
  return { rows, seconds: (performance.now() - startedAt) / 1_000 };
}

parentPort?.postMessage(await run());
