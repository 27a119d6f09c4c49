import { IntakeError } from '@mailsift/intake';
import { isListsCursor, type ListState, type ListView, listIdSchema, type Manifest } from '@mailsift/lists';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { OwnedHandler } from '../access/apiKeys.ts';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { bodyFields } from '../http/bodyFields.ts';
import { parseInput } from '../http/parseInput.ts';
import { formatOptionsSchema, sniffHints } from '../upload/listOptions.ts';
import { sniffUpload, withPreview } from './preview.ts';

export const FINAL_STATES: readonly ListState[] = ['completed', 'canceled', 'failed'];

/** A handler of one list that its owner may touch. */
export type ListHandler = (req: Request, res: Response, manifest: Manifest) => Promise<void> | void;

/** Finds the list of the path's `{id}`. @throws ApiProblem `list_not_found`: also for the list of another owner. */
export function forList({ control }: ApiContext, handler: ListHandler): OwnedHandler {
  return async (req, res, owner) => {
    const manifest = await control.find(owner, listIdOf(req));
    if (manifest === null) throw new ApiProblem('list_not_found');
    await handler(req, res, manifest);
  };
}

const pathSchema = z.object({ id: listIdSchema });

function listIdOf(req: Request): string {
  const parsed = pathSchema.safeParse(req.params);
  if (parsed.success) return parsed.data.id;
  throw new ApiProblem('list_not_found');
}

/** `GET /v1/lists/{id}`; `emailColumn`, `hasHeader` and `delimiter` preview a `ready` list as `/start` would then read it. */
export function readList(context: ApiContext): ListHandler {
  return async (req, res, manifest) => {
    res.json(await withPreview(context, manifest, parseInput(formatOptionsSchema, req.query)));
  };
}

export const listsQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(60).optional(),
});

/** `GET /v1/lists?limit=&cursor=`: newest first. */
export function readLists({ control }: ApiContext): OwnedHandler {
  return async (req, res, owner) => {
    const { limit, cursor } = parseInput(listsQuerySchema, req.query);
    if (cursor !== undefined && !isListsCursor(cursor)) throw new ApiProblem('invalid_cursor');
    const { manifests, nextCursor } = await control.owned({ owner, limit, cursor });
    const lists: ListView[] = [];
    for (const manifest of manifests) lists.push(await control.view(manifest));
    res.json({ lists, nextCursor });
  };
}

/** `POST /v1/lists/{id}/start`: what is not said again stays as the upload said or was found out. */
export function startList(context: ApiContext): ListHandler {
  return async (req, res, manifest) => {
    const options = parseInput(formatOptionsSchema, bodyFields(req));
    const { state } = await context.control.view(manifest);
    if (state !== 'ready') throw new ApiProblem('list_not_ready', { extra: { state } });
    const { delimiter, hasHeader, emailColumn } = manifest.format;
    const before = { delimiter, hasHeader, emailColumn: String(emailColumn + 1) };
    const { complete: _, ...hints } = { ...before, ...sniffHints(options, true) };
    const sniffed = await sniffUpload(context, manifest, hints);
    if (!sniffed.ok) throw new IntakeError(sniffed.problem);
    await context.control.start(manifest.id, sniffed.format);
    res.json(await context.control.view(manifest));
  };
}

/** `POST /v1/lists/{id}/pause`, `/resume` and `/cancel`: repeating one changes nothing. */
export function controlList({ control }: ApiContext, change: 'pause' | 'resume' | 'cancel'): ListHandler {
  return async (_req, res, manifest) => {
    const { state } = await control.view(manifest);
    const repeated = change === 'cancel' && state === 'canceled';
    if (FINAL_STATES.includes(state) && !repeated) throw new ApiProblem('list_finished', { extra: { state } });
    if (state === 'ready' && change !== 'cancel') throw new ApiProblem('list_not_started', { extra: { state } });
    if (!repeated) await control.control(manifest.id, change);
    res.json(await control.view(manifest));
  };
}

export function deleteList({ control }: ApiContext): ListHandler {
  return async (_req, res, manifest) => {
    await control.remove(manifest.id);
    res.status(204).end();
  };
}
