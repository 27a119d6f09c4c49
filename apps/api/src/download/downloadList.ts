import { pipeline } from 'node:stream/promises';
import { type Download, downloadFilterSchema, type Manifest, readSealed } from '@mailsift/lists';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ApiContext } from '../apiContext.ts';
import { parseInput } from '../http/parseInput.ts';
import type { ListHandler } from '../lists/listRoutes.ts';
import type { DownloadRequest } from '../ports.ts';
import { flag } from '../upload/listOptions.ts';
import { contentDisposition } from './contentDisposition.ts';
import { notCompleted } from './notCompleted.ts';
import { openSealed } from './sealedFile.ts';

export const downloadQueryFields = {
  ...downloadFilterSchema.shape,
  format: z.enum(['csv', 'ndjson']).default('csv'),
  partial: flag.default(false),
  safe: z.enum(['spreadsheet']).optional(),
};

const querySchema = z
  .strictObject(downloadQueryFields)
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
    const request = { filter, format, safe };
    const sealed = await readSealed(context.store, manifest.id);
    if (sealed === null) return sendDownload(req, res, await openRunning(context, manifest, { request, partial, req }));
    const file = await openSealed({ store: context.store, manifest, sealed, ...request }, req.headers);
    res.status(file.status).set(file.headers);
    if (file.status === 304) res.end();
    else await sendDownload(req, res, file.download);
  };
}

interface Wanted {
  readonly request: DownloadRequest;
  readonly partial: boolean;
  readonly req: Request;
}

/** @throws ApiProblem `list_not_completed`, `list_not_started`, `list_failed`. */
async function openRunning(
  context: ApiContext,
  manifest: Manifest,
  { request, partial, req }: Wanted,
): Promise<Download> {
  const problem = await notCompleted(context, manifest);
  if (!partial || problem.code !== 'list_not_completed') throw problem;
  req.socket.setTimeout(PATIENCE_MS);
  const download = await context.openPartial?.(manifest, request);
  req.socket.setTimeout(context.timing.idleMs);
  if (download === undefined || download === null) throw problem;
  return download;
}

async function sendDownload(req: Request, res: Response, { stream, contentType, fileName }: Download): Promise<void> {
  res.set('Content-Type', contentType);
  res.set('Content-Disposition', contentDisposition(fileName));
  if (req.method !== 'HEAD') return send(pipeline(stream, res));
  stream.destroy();
  res.end();
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
