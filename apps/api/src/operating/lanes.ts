import type { RequestHandler } from 'express';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import type { LaneReport } from './operating.ts';

/** `GET /v1/lanes`: the lanes that refused us, with their words, since when and until when; the latest first. */
export function readLanes({ operating, log }: Pick<ApiContext, 'operating' | 'log'>): RequestHandler {
  return async (_req, res) => {
    if (operating === undefined) throw new ApiProblem('redis_unavailable');
    const lanes = await operating.lanes().catch((cause: unknown) => {
      log.warn({ err: cause }, 'The lanes cannot be read');
      throw new ApiProblem('redis_unavailable', { cause });
    });
    res.json({ lanes: lanes.map(viewOf) });
  };
}

function viewOf({ since, last, until, ...report }: LaneReport) {
  const iso = (at: number) => new Date(at).toISOString();
  return { ...report, since: iso(since), last: iso(last), until: until === null ? null : iso(until) };
}
