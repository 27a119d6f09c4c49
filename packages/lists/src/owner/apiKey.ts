import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readMarker } from '../list/markers.ts';
import { putJson, readJson } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { storeKeys } from '../store/storeKeys.ts';

/** Owners are parts of Redis keys: nothing else may stand in them. */
export const ownerSchema = z.string().regex(/^[a-z0-9]{1,40}$/);

/** Who lists belong to where no keys are asked for, and those of a time before lists had owners. */
export const LOCAL_OWNER = 'local';

/** How much of a lane a key's lists get beside those of other keys. */
export const KEY_WEIGHTS = { least: 1, usual: 1, most: 100 } as const;

const apiKeySchema = z.object({
  version: z.literal(1),
  /** The owner of every list that is uploaded with the key. */
  id: ownerSchema,
  name: z.string(),
  createdAt: z.number(),
  /** SHA-256 of the whole key, hex: 256 random bits need no slow hash. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  isAdmin: z.boolean(),
  /** Keys of a time before there were weights have none. */
  weight: z.int().min(KEY_WEIGHTS.least).max(KEY_WEIGHTS.most).default(KEY_WEIGHTS.usual),
});
/** What is kept of a key; the key itself is not. */
export type ApiKey = z.infer<typeof apiKeySchema>;

export type ApiKeyChoice = Pick<ApiKey, 'name' | 'isAdmin'> & { readonly weight?: number };

/** An API key as a client holds it: `ms_<id>_<secret>`. */
const TOKEN = /^ms_([a-z0-9]{12})_[A-Za-z0-9_-]{43}$/;
const ID_BYTES = 6;
const SECRET_BYTES = 32;

/** The id in a key that was made here; null for any other text. */
export function keyIdOf(token: string): string | null {
  return TOKEN.exec(token)?.[1] ?? null;
}

export function digestOfKey(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes a key. `token` is shown once: nothing can give it back. */
export async function createApiKey(
  store: Store,
  choice: ApiKeyChoice,
): Promise<{ readonly token: string; readonly key: ApiKey }> {
  const id = randomBytes(ID_BYTES).toString('hex');
  const token = `ms_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const digest = digestOfKey(token).toString('hex');
  const key = apiKeySchema.parse({ version: 1, id, createdAt: Date.now(), digest, ...choice });
  if ((await putJson(store, storeKeys.apiKey(id), key)) === 'exists') return createApiKey(store, choice);
  return { token, key };
}

/** The key of an id; null where there is none, or it was revoked. */
export async function findApiKey(store: Store, id: string): Promise<ApiKey | null> {
  if (!ownerSchema.safeParse(id).success) return null;
  const key = await readJson(store, storeKeys.apiKey(id), apiKeySchema);
  if (key === null || (await readMarker(store, storeKeys.revokedKey(id))) !== null) return null;
  return key;
}

/** Revokes a key for good; its lists stay. False where there is no such key. May be done again. */
export async function revokeApiKey(store: Store, id: string): Promise<boolean> {
  if (!ownerSchema.safeParse(id).success) return false;
  if ((await readJson(store, storeKeys.apiKey(id), apiKeySchema)) === null) return false;
  await putJson(store, storeKeys.revokedKey(id), { at: Date.now() });
  return true;
}

/** Whether a key was ever made: from then on a server asks for one, also when all were revoked. */
export async function hasApiKeys(store: Store): Promise<boolean> {
  for await (const _key of store.list(storeKeys.apiKeys)) return true;
  return false;
}

/** The weight of an owner's lists, also after the key was revoked. Where no key was made here, it is the usual one. */
export async function weightOf(store: Store, owner: string): Promise<number> {
  return (await readJson(store, storeKeys.apiKey(owner), apiKeySchema))?.weight ?? KEY_WEIGHTS.usual;
}

export interface ListedApiKey extends ApiKey {
  readonly revokedAt: number | null;
  /** The day (UTC) of its last use, as in `2026-01-31`; null where it never was used. */
  readonly lastUsed: string | null;
}

/** All keys, the oldest first. */
export async function listApiKeys(store: Store): Promise<readonly ListedApiKey[]> {
  const listed: ListedApiKey[] = [];
  for await (const at of store.list(storeKeys.apiKeys)) {
    const key = await readJson(store, at, apiKeySchema);
    if (key === null) continue;
    const revoked = await readMarker(store, storeKeys.revokedKey(key.id));
    const days = await usesOf(store, key.id);
    listed.push({ ...key, revokedAt: revoked?.at ?? null, lastUsed: days.at(-1) ?? null });
  }
  return listed.sort((a, b) => a.createdAt - b.createdAt);
}

/** Notes that a key was used on a day. Days before it are forgotten: more is nobody's business. */
export async function noteKeyUse(store: Store, id: string, day: string): Promise<void> {
  await putJson(store, storeKeys.keyUse(id, day), { at: Date.parse(day) });
  for (const earlier of await usesOf(store, id)) {
    if (earlier < day) await store.delete(storeKeys.keyUse(id, earlier));
  }
}

async function usesOf(store: Store, id: string): Promise<string[]> {
  const days: string[] = [];
  const prefix = storeKeys.keyUses(id);
  for await (const key of store.list(prefix)) days.push(key.slice(prefix.length));
  return days.sort();
}
