import type { Redis } from 'ioredis';

/** Redis is there but not fit for our use, or not there. The message says what to do. */
export class RedisNotReadyError extends Error {
  override readonly name = 'RedisNotReadyError';
}

/** Lists, ZRANGE and GETEX as BullMQ 6 uses them: it recommends 6.2 and only warns below. */
const LEAST_VERSION = [6, 2] as const;
const DEFAULT_DEADLINE_MS = 10_000;

/**
 * Waits until Redis answers and refuses a version or an eviction policy under which jobs would be lost. Throws
 * `RedisNotReadyError`, with the last connection error as cause when there was no answer within `deadlineMs`.
 */
export async function assertRedisReady(redis: Redis, deadlineMs = DEFAULT_DEADLINE_MS): Promise<void> {
  await untilReady(redis, deadlineMs);
  const version = fieldOf(await redis.info('server'), 'redis_version') ?? 'unknown';
  if (!isRecentRedis(version)) {
    throw new RedisNotReadyError(
      `Redis is version ${version}; mailsift needs ${LEAST_VERSION.join('.')} or later. Upgrade it, or set REDIS_URL to another server`,
    );
  }
  const policy = await evictionPolicy(redis);
  if (policy !== 'noeviction') {
    throw new RedisNotReadyError(
      `Redis has maxmemory-policy ${policy}, which lets it drop jobs when memory is short. Set it with: redis-cli CONFIG SET maxmemory-policy noeviction (and in redis.conf, to survive a restart)`,
    );
  }
}

async function evictionPolicy(redis: Redis): Promise<string> {
  const policy = fieldOf(await redis.info('memory'), 'maxmemory_policy');
  if (policy !== null) return policy;
  const answer: unknown = await redis.config('GET', 'maxmemory-policy').catch(() => null);
  return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : 'unknown';
}

function fieldOf(info: string, name: string): string | null {
  const line = info.split(/\r?\n/).find((text) => text.startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

/** `7.0.15` is recent, `6.0.16` and what is no version are not. */
export function isRecentRedis(version: string): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version);
  const [major, minor] = [Number(match?.[1]), Number(match?.[2])];
  return major > LEAST_VERSION[0] || (major === LEAST_VERSION[0] && minor >= LEAST_VERSION[1]);
}

function untilReady(redis: Redis, deadlineMs: number): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    let lastError: Error | null = null;
    const settle = (decide: () => void) => {
      clearTimeout(timer);
      redis.off('ready', onReady).off('error', onError).off('end', onEnd);
      decide();
    };
    const fail = (why: string) => settle(() => reject(new RedisNotReadyError(why, { cause: lastError })));
    const onReady = () => settle(resolve);
    const onEnd = () => fail('The connection to Redis was closed');
    const onError = (error: Error) => {
      lastError = error;
      if (/^(?:NOAUTH|WRONGPASS|NOPERM)/.test(error.message)) {
        fail(
          `Redis refuses our user or password (${error.message}). Put them into REDIS_URL: redis://user:password@host`,
        );
      }
    };
    const timer = setTimeout(
      () =>
        fail(
          `Redis did not answer within ${deadlineMs / 1_000} s (${lastError?.message ?? 'no error was reported'}). Is REDIS_URL right?`,
        ),
      deadlineMs,
    );
    redis.on('ready', onReady).on('error', onError).on('end', onEnd);
  });
}
