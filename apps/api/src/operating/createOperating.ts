import type { Keys } from '@mailsift/hints';
import { type Catalogue, createIdentities, createMetricsBoard, readQueueDepths } from '@mailsift/queues';
import type { Redis } from 'ioredis';
import type { LaneReport, Operating } from './operating.ts';

export interface OperatingOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly catalogue: Catalogue;
  /** The lanes that refused us within a day. */
  readonly lanes: () => Promise<readonly LaneReport[]>;
}

/** An identity that nobody has spoken as for a day has no queues to look at. */
const HEARD_MS = 86_400_000;

/** What the API shows its operator, read from Redis. */
export function createOperating({ redis, keys, catalogue, lanes }: OperatingOptions): Operating {
  const identities = createIdentities(redis, keys);
  const board = createMetricsBoard(redis, keys);
  return {
    depths: () => readQueueDepths(redis, keys, catalogue),
    lanes,
    workers: () => board.readAll(),
    queues: async () => catalogue.all(await identities.heardOf(HEARD_MS)),
  };
}
