import { pipeline } from 'node:stream/promises';
import { type Download, downloadFilterSchema, type Manifest, openDownload, readSealed } from '@mailsift/lists';
import { z } from 'zod';
import type { ApiContext } from '../apiContext.ts';
import { parseInput } from '../http/parseInput.ts';
import type { ListHandler } from '../lists/listRoutes.ts';
import type { DownloadRequest } from '../ports.ts';
import { flag } from '../upload/listOptions.ts';
import { contentDisposition } from './contentDisposition.ts';
import { notCompleted } from './notCompleted.ts';

const querySchema = z
  .strictObject({
    ...downloadFilterSchema.shape,
    format: z.enum(['csv', 'ndjson']).default('csv'),
    partial: flag.default(false),
    safe: z.enum(['spreadsheet']).optional(),
  })
  .refine(({ format, safe }) => safe === undefined || format === 'csv', {
    path: ['safe'],
    message: 'goes with format=csv only',
  });

/** While a running list is put together nothing moves on the socket. */
const PATIENCE_MS = 10 * 60_000;

/** `GET /v1/lists/{id}/download`: streamed, with as much held in memory as one client's socket takes. */
export function downloadList(context: ApiContext): ListHandler {
  return async (req, res, manifest) => {
    const { format, partial, safe, ...filter } = parseInput(querySchema, req.query);
    req.socket.setTimeout(PATIENCE_MS);
    const download = await open(context, manifest, { request: { filter, format, safe }, partial });
    req.socket.setTimeout(context.timing.idleMs);
    res.set('Content-Type', download.contentType);
    res.set('Content-Disposition', contentDisposition(download.fileName));
    if (download.size !== null) res.set('Content-Length', String(download.size));
    if (req.method === 'HEAD') {
      download.stream.destroy();
      res.end();
    } else await send(pipeline(download.stream, res));
  };
}

interface Wanted {
  readonly request: DownloadRequest;
  readonly partial: boolean;
}

/** @throws ApiProblem `list_not_completed`, `list_not_started`, `list_failed`. */
async function open(context: ApiContext, manifest: Manifest, { request, partial }: Wanted): Promise<Download> {
  const { store } = context;
  const sealed = await readSealed(store, manifest.id);
  if (sealed !== null) return openDownload({ store, manifest, sealed, ...request });
  const problem = await notCompleted(context, manifest);
  if (!partial || problem.code !== 'list_not_completed') throw problem;
  const download = await context.openPartial?.(manifest, request);
  if (download === undefined || download === null) throw problem;
  return download;
}

/** A client that goes away in the middle is no error. */
async function send(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
