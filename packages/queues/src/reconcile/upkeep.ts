import { HANDOVER_MS } from '../identities/identities.ts';
import { expireLists } from './expireLists.ts';
import { handOverSilent } from './handOverSilent.ts';
import { type InboxOptions, reconcileInbox } from './inbox.ts';
import { withLock } from './lock.ts';
import { reconcileList } from './reconcileList.ts';
import { isCold, type RecoveryOptions, recover } from './recovery.ts';
import type { World } from './world.ts';

export interface UpkeepOptions extends RecoveryOptions, InboxOptions {
  /** How long nothing must have been heard of an identity before others get its work: ten minutes by default. */
  readonly handoverMs?: number;
  /** 0 keeps lists for ever. */
  readonly retentionDays: number;
}

const LOCK_MS = 30_000;

/**
 * One round of what keeps lists moving whatever was lost: recovers Redis, takes in what waits in the inbox, and looks at
 * every unfinished list. Run every few seconds by every worker; only one does it at a time. Reads a handful of small
 * files per unfinished list, never the store as a whole.
 */
export async function keepUp(world: World, options: UpkeepOptions): Promise<void> {
  const { redis, keys } = world;
  const { handoverMs = HANDOVER_MS, say } = options;
  if (await isCold(world)) await recover(world, options);
  if (await isCold(world)) return;
  await withLock({ redis, keys, name: 'upkeep', ttlMs: LOCK_MS }, async ({ extend }) => {
    await handOverSilent(world, { silentMs: handoverMs, say });
    await reconcileInbox(world, options);
    for (const listId of await redis.smembers(keys.lists)) {
      await reconcileList(world, listId, options.maxListAgeMs);
      await extend();
    }
    await expireLists(world, { ...options, extend });
  });
}
