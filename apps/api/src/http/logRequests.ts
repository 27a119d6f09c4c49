import type { RequestHandler } from 'express';
import type { ApiLog } from '../apiContext.ts';

/** Logs what was asked and answered (LOG_LEVEL=debug): by path, since queries hold addresses and keys. */
export function logRequests(log: Pick<ApiLog, 'debug'>): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const { method, path } = req;
    res.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      log.debug({ method, path, status: res.statusCode, ms, whole: res.writableFinished }, 'A request was answered');
    });
    next();
  };
}
