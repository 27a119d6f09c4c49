import { randomBytes } from 'node:crypto';
import { sniff } from '@mailsift/intake';
import { isDeleted, type Manifest, readManifest, storeKeys } from '@mailsift/lists';
import type { Request, Response } from 'express';
import type { OwnedHandler } from '../access/apiKeys.ts';
import type { ApiContext } from '../apiContext.ts';
import { ApiProblem } from '../http/apiProblem.ts';
import { parseInput } from '../http/parseInput.ts';
import type { Slots } from '../http/slots.ts';
import { withPreview } from '../lists/preview.ts';
import { idempotencyKeyOf, newListId } from './listId.ts';
import { type ListOptions, listName, listOptionsSchema, sniffHints } from './listOptions.ts';
import { type ReceivedUpload, receiveMultipart } from './multipart.ts';
import { RAW_TYPES, receiveRaw } from './rawBody.ts';
import { type UploadTarget, uploadTooLarge } from './storeUpload.ts';

/** What a multipart body holds beside the file: boundaries, part headers and fields at their limits. */
const FORM_ALLOWANCE = 256 * 1024;

/** `POST /v1/lists`: 202 with the new list, or 200 with the one an earlier request with the same Idempotency-Key made. */
export function createList(context: ApiContext, slots: Slots): OwnedHandler {
  return (req, res, owner) =>
    slots.run(async () => {
      checkBody(req, context.settings.maxUploadSize);
      const idempotencyKey = idempotencyKeyOf(req);
      const identity: Identity = { owner, id: newListId(owner, idempotencyKey), nonce: randomBytes(8).toString('hex') };
      if (await isDeleted(context.store, identity.id)) throw new ApiProblem('list_deleted');
      const own = storeKeys.upload(identity.id, identity.nonce);
      const target = { store: context.store, key: own, maxBytes: context.settings.maxUploadSize };
      const received = await receive(req, res, target);
      const manifest = await orRemove(context, own, async () => manifestOf(identity, received, req.query));
      const committed = await commit(context, manifest);
      const view = await withPreview(context, committed);
      const status = committed.upload.nonce === identity.nonce ? 202 : 200;
      res.status(status).location(`/v1/lists/${committed.id}`).json(view);
    });
}

interface Identity {
  readonly owner: string;
  readonly id: string;
  /** Tells this upload from others of the same list. */
  readonly nonce: string;
}

/** What can be refused before the body is read. */
function checkBody(req: Request, maxBytes: number): void {
  const encoding = req.get('Content-Encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new ApiProblem('unsupported_media_type');
  if (req.is(['multipart/form-data', ...RAW_TYPES]) === false) throw new ApiProblem('unsupported_media_type');
  if (Number(req.get('Content-Length') ?? 0) > maxBytes + FORM_ALLOWANCE) throw uploadTooLarge(maxBytes);
}

async function receive(req: Request, res: Response, target: UploadTarget): Promise<ReceivedUpload> {
  // A body of length 0 has no type for `is`, and no boundary to look for.
  if (req.is('multipart/form-data') === 'multipart/form-data') return receiveMultipart(req, res, target);
  if (typeof req.is([...RAW_TYPES]) === 'string') return receiveRaw(req, target);
  throw new ApiProblem('no_file');
}

function manifestOf(identity: Identity, received: ReceivedUpload, query: Readonly<Record<string, unknown>>): Manifest {
  const options: ListOptions = parseInput(listOptionsSchema, { ...query, ...received.fields });
  const { bytes, sha256, head, complete } = received.upload;
  const sniffed = sniff(head, sniffHints(options, complete));
  if (!sniffed.ok) {
    const { code, message, line, columns } = sniffed.problem;
    const extra = { ...(line === undefined ? {} : { line }), ...(columns === undefined ? {} : { columns }) };
    throw new ApiProblem(code, { detail: message, extra });
  }
  return {
    version: 1,
    id: identity.id,
    owner: identity.owner,
    name: listName(options.name, received.fileName),
    createdAt: Date.now(),
    upload: { nonce: identity.nonce, bytes, sha256 },
    format: { ...sniffed.format, header: [...sniffed.format.header] },
    start: options.start,
    webhookUrl: options.webhookUrl ?? null,
  };
}

/** Commits the list; the manifest that stands then is ours, or that of an earlier upload of the same bytes. */
async function commit({ store, control }: ApiContext, manifest: Manifest): Promise<Manifest> {
  const own = storeKeys.upload(manifest.id, manifest.upload.nonce);
  let committed: Manifest | null;
  try {
    committed = await control.accept(manifest);
  } catch (error) {
    // It may have been committed all the same: bytes of a list are never deleted, those of none always.
    const standing = await readManifest(store, manifest.id);
    if (standing?.upload.nonce !== manifest.upload.nonce) await store.delete(own);
    throw error;
  }
  if (committed?.upload.nonce === manifest.upload.nonce) return committed;
  await store.delete(own);
  if (committed === null) throw new ApiProblem('list_deleted');
  if (committed.upload.sha256 !== manifest.upload.sha256) throw new ApiProblem('idempotency_key_reused');
  return committed;
}

async function orRemove<T>({ store }: ApiContext, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await store.delete(key);
    throw error;
  }
}
