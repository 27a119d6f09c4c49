import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { ApiContext } from './apiContext.ts';

/** `GET /healthz`: the process answers. Restart it when it does not. */
export const healthz: RequestHandler = (_req, res) => {
  res.json({ status: 'ok' });
};

const ADVICE = {
  storage: 'The storage cannot be read: check that STORAGE_URL is mounted and readable. Nothing works without it.',
  redis: 'Redis does not answer: check REDIS_URL. Uploads are taken and start later; running lists wait.',
  workers: 'No worker was heard of in the last minute: start one with `mailsift worker`. Lists wait for it.',
} as const;

/**
 * `GET /readyz`: 200 while store and Redis answer, else 503; `details` says what is wrong and what to do. That no worker runs
 * is told too, but takes no server out of service.
 */
export function readyz({ store, redisReady, operating, log }: ApiContext): RequestHandler {
  return async (_req, res) => {
    const told = (part: string) => (error: unknown) => {
      log.warn({ err: error, part }, 'Not ready');
      return false;
    };
    const [storage, redis, workers] = await Promise.all([
      canRead(store).catch(told('storage')),
      Promise.resolve(redisReady()).catch(told('redis')),
      operating === undefined
        ? null
        : operating.workers().then(
            ({ length }) => length,
            () => null,
          ),
    ]);
    const words = (ready: boolean) => (ready ? 'ok' : 'unavailable');
    const wrong = { storage: !storage, redis: !redis, workers: redis && workers === 0 };
    const details = (['storage', 'redis', 'workers'] as const)
      .filter((part) => wrong[part])
      .map((part) => ADVICE[part]);
    res.status(storage && redis ? 200 : 503);
    res.json({ status: words(storage && redis), storage: words(storage), redis: words(redis), workers, details });
  };
}

async function canRead(store: ApiContext['store']): Promise<boolean> {
  const found = await store.read(`readyz-${randomUUID()}`, { start: 0, length: 0 });
  found?.stream.destroy();
  return true;
}
