import { cpus, release, totalmem, type } from 'node:os';
import type { Redis } from 'ioredis';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  /** Bytes. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly redis: string;
}

export async function readMachine(redis: Redis): Promise<Machine> {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memory: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
    redis: /^redis_version:(\S+)/m.exec(await redis.info('server'))?.[1] ?? 'unknown',
  };
}

/** The most memory Redis has used for its data, bytes. */
export async function readRedisPeak(redis: Redis): Promise<number | null> {
  const peak = /^used_memory_peak:(\d+)/m.exec(await redis.info('memory'))?.[1];
  return peak === undefined ? null : Number(peak);
}
