import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Who has said nothing for so long runs no more. */
const FORGOTTEN_MS = 60_000;

const entrySchema = z.object({ at: z.number(), metrics: z.array(z.looseObject({ name: z.string() })) });
export type PublishedMetrics = z.infer<typeof entrySchema>['metrics'];

/** Where workers put their numbers, so that one scrape of the API has those of all. All methods reject when Redis is away. */
export interface MetricsBoard {
  /** `metrics` as prom-client's `getMetricsAsJSON` gives them. */
  publish(worker: string, metrics: readonly object[]): Promise<void>;
  withdraw(worker: string): Promise<void>;
  /** Of every worker that runs. */
  readAll(): Promise<readonly PublishedMetrics[]>;
}

export function createMetricsBoard(redis: Redis, keys: Keys): MetricsBoard {
  return {
    async publish(worker, metrics) {
      await redis.hset(keys.metrics, worker, JSON.stringify({ at: Date.now(), metrics }));
    },
    async withdraw(worker) {
      await redis.hdel(keys.metrics, worker);
    },
    async readAll() {
      const found = Object.entries(await redis.hgetall(keys.metrics));
      const entries = found.map(([worker, text]) => ({ worker, ...entrySchema.parse(JSON.parse(text)) }));
      const gone = entries.filter(({ at }) => at < Date.now() - FORGOTTEN_MS);
      if (gone.length > 0) await redis.hdel(keys.metrics, ...gone.map(({ worker }) => worker));
      return entries.filter((entry) => !gone.includes(entry)).map(({ metrics }) => metrics);
    },
  };
}
