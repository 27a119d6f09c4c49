import { z } from 'zod';

const count = z.number().nonnegative();

/** What this client reads of a list as the API gives it. */
export const listViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  rows: z.object({ total: count, duplicate: count, empty: count }).nullable(),
  addresses: z.object({ total: count.nullable(), done: count }),
  percent: count,
  counts: z.object({ passed: count, failed: count, unknown: count, pending: count }),
  events: z.record(z.string(), count),
  waiting: z.object({ greylisted: count, throttled: count, nextRetryAt: z.string().nullable() }),
  providers: z.array(
    z.object({
      ...{ provider: z.string(), addresses: count, done: count, waiting: count },
      etaSeconds: count.nullable(),
    }),
  ),
  rate: count,
  etaSeconds: count.nullable(),
  error: z.object({ code: z.string(), message: z.string(), line: count.optional() }).optional(),
});

export type ListView = z.infer<typeof listViewSchema>;

const FINAL_STATES: readonly string[] = ['completed', 'canceled', 'failed'];

/** Whether nothing more will become of the list. */
export function isFinal({ state }: ListView): boolean {
  return FINAL_STATES.includes(state);
}
