import type { Redis } from 'ioredis';

/** Long for a Redis that is there, short for a session that waits with its socket open. */
const ANSWER_MS = 2_000;
const GONE: ReadonlySet<string> = new Set(['reconnecting', 'close', 'end']);

export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

/**
 * Runs a command that must not wait for Redis to come back: our clients retry for ever, as BullMQ wants them to, so a
 * command sent while Redis is away would be answered minutes later. Rejects with `RedisAway` instead. The command may
 * still run afterwards; `onLate` is told its answer.
 */
export function answerWithin<T>(
  redis: Redis,
  command: () => Promise<T>,
  onLate: (answer: T) => void = () => {},
): Promise<T> {
  // A client that connects for the first time is given its time; one that lost its connection is not.
  if (GONE.has(redis.status)) return Promise.reject(new RedisAway(`Redis is ${redis.status}.`));
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new RedisAway('Redis did not answer in time.'));
    }, ANSWER_MS);
    command().then(
      (answer) => {
        clearTimeout(timer);
        if (late) onLate(answer);
        else resolve(answer);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
