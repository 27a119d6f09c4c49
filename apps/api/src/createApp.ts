import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { createApiKeys, type OwnedHandler } from './access/apiKeys.ts';
import { createKeyring } from './access/keyring.ts';
import { createRateLimits } from './access/rateLimit.ts';
import type { ApiContext } from './apiContext.ts';
import { docs } from './docs/docs.ts';
import { downloadList } from './download/downloadList.ts';
import { healthz, readyz } from './health.ts';
import { addRoute } from './http/addRoute.ts';
import { answerError } from './http/answerError.ts';
import { ApiProblem } from './http/apiProblem.ts';
import { endLingering, limitBodyTime } from './http/lifetimes.ts';
import { logRequests } from './http/logRequests.ts';
import { readBody } from './http/readBody.ts';
import { Slots } from './http/slots.ts';
import {
  controlList,
  deleteList,
  forList,
  type ListHandler,
  readList,
  readLists,
  startList,
} from './lists/listRoutes.ts';
import { readResults } from './lists/readResults.ts';
import { readWebhooks } from './lists/readWebhooks.ts';
import { openapi } from './openapi/openapi.ts';
import { BOARD_PATH, queueBoard } from './operating/board.ts';
import { readLanes } from './operating/lanes.ts';
import { createMetrics } from './operating/metrics.ts';
import { servePage } from './page/servePage.ts';
import { listEvents, type ProgressHub } from './progress/progressHub.ts';
import { realTime } from './realtime/realTime.ts';
import { findVerified, MOST_EMAILS, verify } from './realtime/verify.ts';
import { createList } from './upload/createList.ts';

/** Each holds its first MiB, a socket and an open file. */
const MOST_UPLOADS = 64;

/** The routes of DESIGN section 5, in the order of a list's life. */
export function createApp(context: ApiContext, hub: ProgressHub): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  const { settings, store, log } = context;
  const { apiRateLimit: perSecond } = settings;
  const limits = createRateLimits({ perSecond, mostAddresses: MOST_EMAILS, shared: context.sharedCounts });
  const keys = createApiKeys(createKeyring({ ...settings, store, log }), limits.requests);
  const metrics = createMetrics(context);
  app.use(logRequests(log), metrics.observe, endLingering, helmet(HEADERS), noStore, keys.guard);
  app.use('/v1', keys.check);

  const body = [limitBodyTime(context.timing.bodyMs), ...readBody('16kb')];
  const longBody = [limitBodyTime(context.timing.bodyMs), ...readBody('1mb')];
  const owned = (handler: OwnedHandler) => [keys.owned(handler)];
  const ownedList = (handler: ListHandler) => [keys.owned(forList(context, handler))];
  const slots = new Slots(MOST_UPLOADS, 'too_many_uploads');

  servePage(app, context.page ?? null);
  addRoute(app, '/healthz', { get: [healthz] });
  addRoute(app, '/readyz', { get: [readyz(context)] });
  addRoute(app, '/metrics', { get: [keys.checkAdmin, metrics.send] });
  app.use(BOARD_PATH, keys.checkAdmin, queueBoard(context));
  addRoute(app, '/openapi.json', { get: [openapi()] });
  addRoute(app, '/docs', { get: [docs()] });
  addRoute(app, '/v1/session', { post: owned(keys.startSession), delete: owned(keys.endSession) });
  addRoute(app, '/v1/lists', { get: owned(readLists(context)), post: owned(createList(context, slots)) });
  addRoute(app, '/v1/lists/:id', { get: ownedList(readList(context)), delete: ownedList(deleteList(context)) });
  addRoute(app, '/v1/lists/:id/start', { post: [...body, ...ownedList(startList(context))] });
  addRoute(app, '/v1/lists/:id/events', { get: ownedList(listEvents(hub)) });
  addRoute(app, '/v1/lists/:id/results', { get: ownedList(readResults(context)) });
  addRoute(app, '/v1/lists/:id/webhooks', { get: ownedList(readWebhooks(context)) });
  addRoute(app, '/v1/lists/:id/download', { get: ownedList(downloadList(context)) });
  for (const change of ['pause', 'resume', 'cancel'] as const) {
    addRoute(app, `/v1/lists/:id/${change}`, { post: ownedList(controlList(context, change)) });
  }
  addRoute(app, '/v1/lanes', { get: [keys.checkAdmin, readLanes(context)] });
  const verifying = owned(verify(context, limits.addresses));
  addRoute(app, '/v1/verify', { get: verifying, post: [...longBody, ...verifying] });
  addRoute(app, '/v1/verify/:id', { get: owned(findVerified(context)) });
  const shaped = realTime(context, keys);
  addRoute(app, '/real-time', { get: [shaped], post: [...body, shaped] });

  app.use(() => {
    throw new ApiProblem('not_found');
  });
  app.use(answerError(log));
  return app;
}

/** For all that is no page: nothing may be loaded by what we answer, nor framed. */
const HEADERS = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  // Whether this is reached by TLS is known to the proxy before it alone.
  strictTransportSecurity: false,
} as const;

const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
