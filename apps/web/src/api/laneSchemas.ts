import * as z from 'zod/mini';

/** How a mail operator treats us, where it has refused us of late (`GET /v1/lanes`). */
const laneSchema = z.object({
  identity: z.string(),
  lane: z.string(),
  /** `resting` and `probing`: nobody is asked there, or next to nobody. */
  state: z.string(),
  /** `blocked` or `throttled`. */
  signal: z.string(),
  reply: z.string(),
  /** ISO 8601. */
  since: z.string(),
  until: z.nullable(z.string()),
});
export type Lane = z.infer<typeof laneSchema>;

export const lanesSchema = z.object({ lanes: z.array(laneSchema) });
