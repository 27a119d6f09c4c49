import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { CHECK_LIFE_MS } from './checkRecords.ts';

const groupSchema = z.object({ owner: z.string(), checkIds: z.array(z.uuid()) });
/** Real-time checks that were asked for together, in their order. */
export type CheckGroupRecord = z.infer<typeof groupSchema>;

/** The groups of real-time checks. Both methods reject when Redis is away. */
export function createCheckGroups(redis: Redis, keys: Keys) {
  return {
    async create(groupId: string, group: CheckGroupRecord): Promise<void> {
      await redis.set(keys.checkGroup(groupId), JSON.stringify(group), 'PX', CHECK_LIFE_MS);
    },
    /** Null: never there, or too long ago. */
    async read(groupId: string): Promise<CheckGroupRecord | null> {
      const text = await redis.get(keys.checkGroup(groupId));
      return text === null ? null : groupSchema.parse(JSON.parse(text));
    },
  };
}
