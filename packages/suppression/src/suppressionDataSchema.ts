import { z } from 'zod';
import type { SuppressionData } from './readFiles.ts';

const table = z.object({
  words: z.custom<Uint32Array<SharedArrayBuffer>>(
    (value) => value instanceof Uint32Array && value.buffer instanceof SharedArrayBuffer,
  ),
  size: z.int().min(0),
  seeds: z.array(z.int()).length(4),
});

/** What a thread that read the files sends. */
export const suppressionDataSchema = z.object({
  addresses: z.object({ md5: table, sha1: table, sha256: table }),
  domains: table,
  parents: table,
  entries: z.int().min(0),
  faults: z.object({
    count: z.int().min(0),
    first: z.array(z.object({ file: z.string(), line: z.int(), reason: z.string() })),
  }),
}) satisfies z.ZodType<SuppressionData>;
