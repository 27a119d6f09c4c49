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
export async function answerWithin<T>(
  redis: Redis,
  command: () => Promise<T>,
  onLate: (answer: T) => void = () => {},
): Promise<T> {
  // A client that connects for the first time is given its time; one that lost its connection is not.
  if (GONE.has(redis.status)) throw new RedisAway(`Redis is ${redis.status}.`);
  let timer: NodeJS.Timeout | undefined;
  let late = false;
  const away = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true;
      reject(new RedisAway('Redis did not answer in time.'));
    }, ANSWER_MS);
  });
  const answer = command();
  answer.then(
    (value) => {
      if (late) onLate(value);
    },
    // Already told by the race, or too late to matter.
    () => {},
  );
  try {
    return await Promise.race([answer, away]);
  } finally {
    clearTimeout(timer);
  }
}
