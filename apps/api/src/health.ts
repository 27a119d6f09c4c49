import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { ApiContext } from './apiContext.ts';

/** `GET /healthz`: the process answers. Restart it when it does not. */
export const healthz: RequestHandler = (_req, res) => {
  res.json({ status: 'ok' });
};

/** `GET /readyz`: 200 while store and Redis answer, else 503 saying which does not. Uploads are taken without Redis too. */
export function readyz({ store, redisReady, log }: ApiContext): RequestHandler {
  return async (_req, res) => {
    const told = (part: string) => (error: unknown) => {
      log.warn({ err: error, part }, 'Not ready');
      return false;
    };
    const [storage, redis] = await Promise.all([
      canRead(store).catch(told('storage')),
      Promise.resolve(redisReady()).catch(told('redis')),
    ]);
    const words = (ready: boolean) => (ready ? 'ok' : 'unavailable');
    res.status(storage && redis ? 200 : 503);
    res.json({ status: words(storage && redis), storage: words(storage), redis: words(redis) });
  };
}

async function canRead(store: ApiContext['store']): Promise<boolean> {
  const found = await store.read(`readyz-${randomUUID()}`, { start: 0, length: 0 });
  found?.stream.destroy();
  return true;
}
