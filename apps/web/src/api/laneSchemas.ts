import * as z from 'zod/mini';

const laneSchema = z.object({
  lane: z.string(),
  /** ISO 8601; while a lane rests because it refused us. */
  cooldownUntil: z.nullish(z.string()),
  refusedSince: z.nullish(z.string()),
  reply: z.nullish(z.string()),
});
export type Lane = z.infer<typeof laneSchema>;

export const lanesSchema = z.object({ lanes: z.array(laneSchema) });
