import { z } from 'zod';
import { rowResultSchema } from './rowResult.ts';

export const resultRowSchema = z.object({
  /** Place among the data rows, from 0. */
  row: z.int().min(0),
  /** The cells of the input, as many as the row has. */
  columns: z.array(z.string()),
  result: rowResultSchema,
});
/** A line of the NDJSON output: a row with its result. */
export type ResultRow = z.infer<typeof resultRowSchema>;
