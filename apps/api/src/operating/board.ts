import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router } from 'express';
import helmet from 'helmet';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';

/** Where the page is. */
export const BOARD_PATH = '/queues';

/** Bull Board's own page: scripts of ours alone, styles as it writes them. */
const pagePolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
  },
});

const LOOK_EVERY_MS = 5_000;

/**
 * The queues as a page, to look at only: what is in them is dispatched and kept up by itself. Jobs hold ids, never
 * addresses. Which queues there are depends on the identities of the workers: it is looked up now and then.
 */
export function queueBoard({ operating }: Pick<ApiContext, 'operating'>): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath(BOARD_PATH);
  const options = { uiConfig: { boardTitle: 'mailsift' } };
  const board = createBullBoard({ queues: [], serverAdapter: adapter, options });
  let lookedAt = Number.NEGATIVE_INFINITY;
  const router = Router();
  router.use(async (_req, _res, next) => {
    if (operating === undefined) throw new ApiProblem('redis_unavailable');
    if (performance.now() - lookedAt >= LOOK_EVERY_MS) {
      const queues = await operating.queues().catch((cause: unknown) => {
        throw new ApiProblem('redis_unavailable', { cause });
      });
      board.setQueues(queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })));
      lookedAt = performance.now();
    }
    next();
  });
  router.use(pagePolicy, adapter.getRouter());
  return router;
}
