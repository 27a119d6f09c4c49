import type { Keys } from '@mailsift/hints';
import { addressResultSchema } from '@mailsift/lists';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { conversationLineSchema } from './conversation.ts';

const recordSchema = z.object({
  /** Who may see it: a digest of the API key, as in a manifest. */
  owner: z.string(),
  /** As it was asked for; nobody has looked at its syntax yet. */
  email: z.string(),
  /** Epoch ms. */
  askedAt: z.number(),
  /** How often a worker has asked. */
  runs: z.int().min(0),
  /** What is known; it stands when its `retry` is null. */
  result: addressResultSchema.nullable(),
  /** What was said so far, where who asked wants to know; null: they do not. */
  conversation: z.array(conversationLineSchema).nullable(),
});
/** A real-time check as Redis keeps it for a while: nothing of it is in a job. */
export type CheckRecord = z.infer<typeof recordSchema>;

/** After this an answer is no longer to be had, and a check that was put off is given up. */
export const CHECK_LIFE_MS = 60 * 60_000;

/** The records of real-time checks. All methods reject when Redis is away. */
export interface CheckRecords {
  create(checkId: string, record: CheckRecord): Promise<void>;
  /** Null: never there, or too long ago. */
  read(checkId: string): Promise<CheckRecord | null>;
  /** In the order of the ids, in one round trip. */
  readAll(checkIds: readonly string[]): Promise<readonly (CheckRecord | null)[]>;
  /** Writes what became of one that is still there; its time to live stays as it was. */
  update(checkId: string, record: CheckRecord): Promise<void>;
}

export function createCheckRecords(redis: Redis, keys: Keys): CheckRecords {
  const parse = (text: string | null) => (text === null ? null : recordSchema.parse(JSON.parse(text)));
  return {
    async create(checkId, record) {
      await redis.set(keys.check(checkId), JSON.stringify(record), 'PX', CHECK_LIFE_MS);
    },
    read: async (checkId) => parse(await redis.get(keys.check(checkId))),
    async readAll(checkIds) {
      const texts = await redis.mget(...checkIds.map((checkId) => keys.check(checkId)));
      return texts.map(parse);
    },
    async update(checkId, record) {
      await redis.set(keys.check(checkId), JSON.stringify(record), 'KEEPTTL', 'XX');
    },
  };
}
