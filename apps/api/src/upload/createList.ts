import { randomBytes } from 'node:crypto';
import { IntakeError, sniff } from '@mailsift/intake';
import { isDeleted, type Manifest, readManifest, storeKeys } from '@mailsift/lists';
import type { Request, Response } from 'express';
import type { OwnedHandler } from '../access/apiKeys.ts';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { askForBody } from '../http/lifetimes.ts';
import { parseInput } from '../http/parseInput.ts';
import type { Slots } from '../http/slots.ts';
import { withPreview } from '../lists/preview.ts';
import { checkWebhook } from './checkWebhook.ts';
import { receiveJson } from './jsonBody.ts';
import { idempotencyKeyOf, newListId } from './listId.ts';
import { type ListOptions, listName, listOptionsSchema, sniffHints } from './listOptions.ts';
import { FORM_ALLOWANCE, type ReceivedUpload, receiveMultipart } from './multipart.ts';
import { RAW_TYPES, receiveRaw } from './rawBody.ts';
import type { UploadTarget } from './storeUpload.ts';
import { uploadTooLarge } from './uploadTooLarge.ts';

const FORM_TYPE = 'multipart/form-data';
const JSON_TYPE = 'application/json';

/** `POST /v1/lists`: 202 with the new list, or 200 with the one an earlier request with the same Idempotency-Key made. */
export function createList(context: ApiContext, slots: Slots): OwnedHandler {
  return (req, res, owner) =>
    slots.run(async () => {
      checkBody(req, context.settings.maxUploadSize);
      const draft = draftOf(owner, idempotencyKeyOf(req));
      if (await isDeleted(context.store, draft.id)) throw new ApiProblem('list_deleted');
      askForBody(req, res);
      const manifest = await receiveManifest(context, req, res, draft);
      const committed = await commit(context, manifest, draft);
      const view = await withPreview(context, committed);
      const status = committed.upload.nonce === draft.nonce ? 202 : 200;
      res.status(status).location(`/v1/lists/${committed.id}`).json(view);
    });
}

/** A list that is being uploaded. */
interface Draft {
  readonly owner: string;
  readonly id: string;
  /** Tells this upload from others of the same list. */
  readonly nonce: string;
  /** Where its bytes go. */
  readonly key: string;
  /** What is to be deleted when it comes to nothing: all of the list, unless other uploads may have the same id. */
  readonly discarded: string;
}

function draftOf(owner: string, idempotencyKey: string | null): Draft {
  const id = newListId(owner, idempotencyKey);
  const nonce = randomBytes(8).toString('hex');
  const key = storeKeys.upload(id, nonce);
  return { owner, id, nonce, key, discarded: idempotencyKey === null ? storeKeys.list(id) : key };
}

/** What can be refused before the body is read. */
function checkBody(req: Request, maxBytes: number): void {
  const encoding = req.get('Content-Encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new ApiProblem('unsupported_media_type');
  if (req.is([FORM_TYPE, JSON_TYPE, ...RAW_TYPES]) === false) throw new ApiProblem('unsupported_media_type');
  if (Number(req.get('Content-Length') ?? 0) > maxBytes + FORM_ALLOWANCE) throw uploadTooLarge(maxBytes);
}

/** Stores the file and finds out how to read it. Nothing of it is left when that fails. */
async function receiveManifest(context: ApiContext, req: Request, res: Response, draft: Draft): Promise<Manifest> {
  const { store, settings } = context;
  const target = { store, key: draft.key, maxBytes: settings.maxUploadSize, scratch: context.scratch };
  try {
    const manifest = manifestOf(draft, await receive(req, res, target), req.query);
    checkWebhook(manifest.webhookUrl, settings);
    return manifest;
  } catch (error) {
    await store.delete(draft.discarded);
    throw error;
  }
}

async function receive(req: Request, res: Response, target: UploadTarget): Promise<ReceivedUpload> {
  // A body of length 0 has no type for `is`, and no boundary to look for.
  if (req.is(FORM_TYPE) === FORM_TYPE) return receiveMultipart(req, res, target);
  if (req.is(JSON_TYPE) === JSON_TYPE) return receiveJson(req, target);
  if (typeof req.is([...RAW_TYPES]) === 'string') return receiveRaw(req, target);
  throw new ApiProblem('no_file');
}

function manifestOf(draft: Draft, received: ReceivedUpload, query: Readonly<Record<string, unknown>>): Manifest {
  const options: ListOptions = parseInput(listOptionsSchema, { ...query, ...received.fields });
  const { kind, bytes, sha256, head, complete } = received.upload;
  // What was no CSV is CSV of our own making now.
  const isOurs = kind === 'xlsx' || kind === 'json';
  const sniffed = sniff(head, sniffHints(isOurs ? { ...options, delimiter: ',' } : options, complete));
  if (!sniffed.ok) throw new IntakeError(sniffed.problem);
  return {
    version: 1,
    id: draft.id,
    owner: draft.owner,
    name: listName(options.name, received.fileName),
    createdAt: Date.now(),
    upload: { nonce: draft.nonce, bytes, sha256 },
    format: { ...sniffed.format, header: [...sniffed.format.header] },
    start: options.start,
    webhookUrl: options.webhookUrl ?? null,
  };
}

/** Commits the list; the manifest that stands then is ours, or that of an earlier upload of the same bytes. */
async function commit({ store, control }: ApiContext, manifest: Manifest, draft: Draft): Promise<Manifest> {
  let committed: Manifest | null;
  try {
    committed = await control.accept(manifest);
  } catch (error) {
    // It may have been committed all the same: bytes of a list are never deleted, those of none always.
    const standing = await readManifest(store, draft.id);
    if (standing?.upload.nonce !== draft.nonce) await store.delete(draft.discarded);
    throw error;
  }
  if (committed?.upload.nonce === draft.nonce) return committed;
  await store.delete(draft.key);
  if (committed === null) throw new ApiProblem('list_deleted');
  if (committed.upload.sha256 !== manifest.upload.sha256) throw new ApiProblem('idempotency_key_reused');
  return committed;
}
