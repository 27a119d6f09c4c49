import { timingSafeEqual } from 'node:crypto';
import { digestOfKey, findApiKey, hasApiKeys, keyIdOf, LOCAL_OWNER, noteKeyUse, type Store } from '@mailsift/lists';
import { isLoopback } from '@mailsift/runtime';
import type { ApiLog } from '../apiContext.ts';
import { createMemory } from './memory.ts';

/** A key that is good for something. */
export interface KnownKey {
  /** Whose lists it may touch. */
  readonly owner: string;
  /** Signs the sessions of its owner. */
  readonly digest: Buffer;
  /** May see how the whole installation is doing. */
  readonly isAdmin: boolean;
}

/** The keys of the environment and those of the store. The former are the operator's own: they are admin keys. */
export interface Keyring {
  /** False: nobody is asked for a key. */
  isRequired(): Promise<boolean>;
  byToken(token: string): Promise<KnownKey | null>;
  byOwner(owner: string): Promise<KnownKey | null>;
}

export interface KeyringOptions {
  readonly apiKeys: readonly string[];
  /** Where the server listens. */
  readonly host: string;
  readonly store: Store;
  readonly log: Pick<ApiLog, 'warn'>;
  readonly now?: () => number;
}

/** How long a revoked key may still be good, and a new one not yet. */
const REMEMBERED_MS = 2_000;
const OWNER_LENGTH = 16;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

export function createKeyring({ apiKeys, host, store, log, now = Date.now }: KeyringOptions): Keyring {
  const configured = apiKeys.map(configuredKey);
  const isInUse = createMemory(() => hasApiKeys(store), { forMs: REMEMBERED_MS, now });
  const stored = createMemory((id) => storedKey(store, id), { forMs: REMEMBERED_MS, now });
  const usedOn = new Map<string, string>();
  const noteUse = (id: string) => {
    const day = new Date(now()).toISOString().slice(0, DAY_LENGTH);
    if (usedOn.get(id) === day) return;
    usedOn.set(id, day);
    noteKeyUse(store, id, day).catch((error: unknown) => log.warn({ err: error }, 'The use of a key was not noted'));
  };
  return {
    isRequired: async () => configured.length > 0 || !isLoopback(host) || isInUse('any'),
    async byToken(token) {
      const given = digestOfKey(token);
      const id = keyIdOf(token);
      // Every key is compared, each in constant time: how long this takes tells nothing about any of them.
      let found: KnownKey | null = null;
      for (const key of configured) if (timingSafeEqual(key.digest, given)) found = key;
      const candidate = id === null ? null : await stored(id);
      if (id !== null && candidate !== null && timingSafeEqual(candidate.digest, given)) {
        noteUse(id);
        found = candidate;
      }
      return found;
    },
    byOwner: async (owner) => configured.find((key) => key.owner === owner) ?? stored(owner),
  };
}

/** Whom everybody is where no key is asked for. */
export const ANYBODY: Pick<KnownKey, 'owner' | 'isAdmin'> = { owner: LOCAL_OWNER, isAdmin: true };

function configuredKey(token: string): KnownKey {
  const digest = digestOfKey(token);
  return { owner: digest.toString('hex').slice(0, OWNER_LENGTH), digest, isAdmin: true };
}

async function storedKey(store: Store, id: string): Promise<KnownKey | null> {
  const key = await findApiKey(store, id);
  return key === null ? null : { owner: key.id, digest: Buffer.from(key.digest, 'hex'), isAdmin: key.isAdmin };
}
