import type { Logger } from '../logger.ts';
import { GatheringRedis } from './gatheringRedis.ts';
import type { Redis, RedisOptions } from './ioredis.ts';

/** `replyMapping` would change the type of every answer. */
type ClientOptions = Omit<RedisOptions, 'replyMapping'>;

export interface RedisConnections {
  /** For requests: a command fails at once while Redis is away, and after 5 s when Redis does not answer. Not for blocking commands. */
  readonly commands: Redis;
  /** For BullMQ workers: commands wait until Redis is back. */
  readonly workers: Redis;
  /** Closes both; resolves even when Redis is away. */
  close(): Promise<void>;
}

const COMMAND_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const LONGEST_RETRY_MS = 1_000;
const QUIT_TIMEOUT_MS = 1_000;
/** ioredis destroys a socket that does not close within 2 s. */
const END_TIMEOUT_MS = 3_000;

/** Connects in the background and reconnects for ever. An outage is logged once, and its end. */
export function connectRedis(url: string, log: Pick<Logger, 'warn' | 'info'>): RedisConnections {
  const commands = connect(url, 'commands', log, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // A command whose answer was lost has failed for its caller: sending it again later would surprise everyone.
    autoResendUnfulfilledCommands: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
  });
  const workers = connect(url, 'workers', log, { maxRetriesPerRequest: null });
  return {
    commands,
    workers,
    close: async () => {
      await Promise.all([closeClient(commands), closeClient(workers)]);
    },
  };
}

function connect(url: string, use: string, log: Pick<Logger, 'warn' | 'info'>, options: ClientOptions): Redis {
  const redis = new GatheringRedis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_RETRY_MS),
    // After a failover the old primary refuses writes: reconnect, to find the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    ...options,
  });
  let away = false;
  const onAway = (error: Error) => {
    if (away) return;
    away = true;
    log.warn({ err: error, use }, 'Redis is away; reconnecting until it is back');
  };
  redis.on('error', onAway);
  redis.on('reconnecting', () => onAway(new Error('The connection was closed')));
  redis.on('ready', () => {
    if (!away) return;
    away = false;
    log.info({ use }, 'Redis is back');
  });
  return redis;
}

async function closeClient(redis: Redis): Promise<void> {
  const ended = new Promise<void>((resolve) => redis.once('end', () => resolve()));
  // Between two attempts there is no socket, and ioredis never says `end`.
  if (redis.status === 'end' || redis.status === 'reconnecting') {
    redis.disconnect();
    return;
  }
  let timer = setTimeout(() => redis.disconnect(), QUIT_TIMEOUT_MS);
  if (redis.status === 'ready') await redis.quit().catch(() => {});
  clearTimeout(timer);
  redis.disconnect();
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, END_TIMEOUT_MS);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
