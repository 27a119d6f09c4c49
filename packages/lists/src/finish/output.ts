import { FLAGS } from '@mailsift/signals';
import { EVENTS } from '@mailsift/verdict';
import { z } from 'zod';
import { ROW_STATUSES } from './outcomeCode.ts';

const count = z.int().min(0);

export const outputSchema = z.object({
  /** Names the three output objects. */
  nonce: z.string(),
  /** What ended the list; `none` where every address was decided. */
  hold: z.enum(['none', 'canceled', 'expired']),
  /** Epoch ms. */
  finishedAt: z.number(),
  /** `duplicate`: rows whose address an earlier row has. */
  rows: z.object({ total: count, duplicate: count, empty: count }),
  /** Unique addresses, faulty cells included. */
  addresses: z.object({ total: count, done: count }),
  /** Rows. Their sum is `rows.total`. */
  counts: z.record(z.enum(ROW_STATUSES), count),
  events: z.partialRecord(z.enum(EVENTS), count),
  flags: z.partialRecord(z.enum(FLAGS), count),
  /** Columns of the input as written: ours come after them. */
  columns: count,
  /** Addresses by lane, the largest 20. */
  providers: z.record(z.string(), count),
});
/** What finish made of a list: which objects, and the final counts. */
export type Output = z.infer<typeof outputSchema>;
