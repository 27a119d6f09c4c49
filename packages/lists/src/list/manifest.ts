import { DELIMITERS, ENCODINGS, type ListFormat } from '@mailsift/intake';
import { z } from 'zod';
import { LOCAL_OWNER } from '../owner/apiKey.ts';
import { hasObject, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

export const listFormatSchema = z.object({
  encoding: z.enum(ENCODINGS),
  bom: z.boolean(),
  delimiter: z.enum(DELIMITERS),
  skipLines: z.int().min(0),
  hasHeader: z.boolean(),
  header: z.array(z.string()).readonly(),
  emailColumn: z.int().min(0),
}) satisfies z.ZodType<ListFormat>;

/** Ids are parts of store keys, Redis keys, job ids and URLs. */
export const listIdSchema = z.string().regex(/^[a-z0-9]{8,40}$/);

const manifestSchema = z.object({
  version: z.literal(1),
  id: listIdSchema,
  /** Who may see it: the id of the API key, or a digest of one of the environment; never the key. */
  owner: z.string().default(LOCAL_OWNER),
  name: z.string(),
  createdAt: z.number(),
  upload: z.object({ nonce: z.string(), bytes: z.int().min(0), sha256: z.string() }),
  format: listFormatSchema,
  /** Whether it starts by itself; else it is `ready` until it is started with the format then chosen. */
  start: z.boolean(),
  webhookUrl: z.string().nullable(),
});
/** The list itself: immutable, and the commit point of an upload. */
export type Manifest = z.infer<typeof manifestSchema>;

const startedSchema = z.object({ at: z.number(), format: listFormatSchema });

/** The key that tells the age of a list (epoch ms). */
export function ageKeyOf({ id, createdAt }: Pick<Manifest, 'id' | 'createdAt'>): string {
  return storeKeys.age(dayOf(createdAt), id);
}

/** The key by which its owner's lists are found, newest first. */
export function ownedKeyOf({ id, owner, createdAt }: Pick<Manifest, 'id' | 'owner' | 'createdAt'>): string {
  return storeKeys.owned(owner, createdAt, id);
}

/** `YYYY-MM-DD` in UTC, of an epoch ms. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Stores the manifest; where an upload with the same idempotency key was first, gives that one's. */
export async function commitManifest(store: Store, manifest: Manifest): Promise<Manifest> {
  // Before the list is one: without its age it would never be too old, without its owner's key never be found.
  await store.putIfAbsent(ageKeyOf(manifest), '');
  const own = ownedKeyOf(manifest);
  await store.putIfAbsent(own, '');
  await store.putIfAbsent(storeKeys.manifest(manifest.id), JSON.stringify(manifest));
  const committed = await readManifest(store, manifest.id);
  if (committed === null || ownedKeyOf(committed) !== own) await store.delete(own);
  if (committed === null) throw new Error(`The manifest of ${manifest.id} vanished`);
  return committed;
}

export async function readManifest(store: Store, id: string): Promise<Manifest | null> {
  return readJson(store, storeKeys.manifest(id), manifestSchema);
}

/** The format the list runs with; null while it waits to be started. */
export async function readFormat(store: Store, manifest: Manifest): Promise<ListFormat | null> {
  if (manifest.start) return manifest.format;
  const started = await readJson(store, storeKeys.started(manifest.id), startedSchema);
  return started?.format ?? null;
}

/** When the list began to run (epoch ms): what its age is counted from. */
export async function readStartedAt(store: Store, manifest: Manifest): Promise<number> {
  if (manifest.start) return manifest.createdAt;
  const started = await readJson(store, storeKeys.started(manifest.id), startedSchema);
  return started?.at ?? manifest.createdAt;
}

/** Starts a `ready` list; the first start wins. */
export async function startList(store: Store, id: string, format: ListFormat): Promise<'stored' | 'exists'> {
  return store.putIfAbsent(storeKeys.started(id), JSON.stringify({ at: Date.now(), format }));
}

const failureSchema = z.object({
  at: z.number(),
  code: z.string(),
  message: z.string(),
  line: z.int().optional(),
});
/** Why a list cannot go on: a fault of its file further down than the upload looked. */
export type ListFailure = z.infer<typeof failureSchema>;

export async function failList(store: Store, id: string, failure: ListFailure): Promise<void> {
  await store.putIfAbsent(storeKeys.failed(id), JSON.stringify(failure));
}

export async function readFailure(store: Store, id: string): Promise<ListFailure | null> {
  return readJson(store, storeKeys.failed(id), failureSchema);
}

export async function isDeleted(store: Store, id: string): Promise<boolean> {
  return hasObject(store, storeKeys.tombstone(id));
}
