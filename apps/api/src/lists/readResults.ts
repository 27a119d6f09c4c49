import { downloadFilterSchema, pageCursorSchema, readResultsPage, readSealed } from '@mailsift/lists';
import { z } from 'zod';
import type { ApiContext } from '../apiContext.ts';
import { notCompleted } from '../download/notCompleted.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { parseInput } from '../http/parseInput.ts';
import type { ListHandler } from './listRoutes.ts';

export const resultsQuerySchema = z.strictObject({
  ...downloadFilterSchema.shape,
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().optional(),
});

/** `GET /v1/lists/{id}/results`: a page of rows with their results, in the order of the file. */
export function readResults(context: ApiContext): ListHandler {
  return async (req, res, manifest) => {
    const { q, limit, cursor, ...filter } = parseInput(resultsQuerySchema, req.query);
    if (cursor !== undefined && !pageCursorSchema.safeParse(cursor).success) throw new ApiProblem('invalid_cursor');
    const { store } = context;
    const sealed = await readSealed(store, manifest.id);
    if (sealed === null) throw await notCompleted(context, manifest);
    res.json(await readResultsPage({ store, manifest, sealed, filter, q, limit, cursor }));
  };
}
