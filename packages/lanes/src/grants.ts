import { type Keys, loadScript } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import type { LaneSignal, Lease } from './lease.ts';
import type { LeaseKeeper } from './leaseKeeper.ts';
import { answerWithin } from './redisAnswer.ts';

const settleScript = loadScript(new URL('./settle.lua', import.meta.url));

/** Postfix rests a dead destination for 300 s; block lists are lifted in hours, not minutes. */
const FIRST_COOLDOWN_MS = 5 * 60_000;
const LONGEST_COOLDOWN_MS = 4 * 3_600_000;

/** What admit.lua wrote, or may have written, for one connection. */
export interface Granted {
  readonly id: string;
  readonly epoch: number;
  /** Keys of the ZSETs the lease is in, in the order of renew.lua and settle.lua. */
  readonly scopes: readonly string[];
  /** Key of the lane's state. */
  readonly state: string;
  readonly connections: number;
}

interface GrantsOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly keeper: LeaseKeeper;
  readonly settings: { readonly firstCooldownMs?: number; readonly longestCooldownMs?: number };
  readonly onError: (error: unknown) => void;
}

/** Turns grants into leases, and gives them back. */
export function createGrants({ redis, keys, keeper, settings, onError }: GrantsOptions) {
  const { firstCooldownMs = FIRST_COOLDOWN_MS, longestCooldownMs = LONGEST_COOLDOWN_MS } = settings;

  const giveBack = async (granted: Granted, signal: LaneSignal | 'unused'): Promise<void> => {
    const args = [granted.id, signal, granted.epoch, granted.connections, firstCooldownMs, longestCooldownMs];
    const run = () => settleScript.run(redis, [keys.generation, ...granted.scopes, granted.state], args);
    await answerWithin(redis, run).catch(onError);
  };

  /** `heldSince`: monotonic, ms; from before it was asked for. */
  const hold = (granted: Granted, heldSince: number): Lease => {
    const controller = new AbortController();
    keeper.keep({ id: granted.id, scopes: granted.scopes, controller, heldSince });
    let settled: Promise<void> | null = null;
    return {
      id: granted.id,
      signal: controller.signal,
      settle(signal) {
        keeper.drop(granted.id);
        settled ??= giveBack(granted, signal);
        return settled;
      },
    };
  };

  return { hold, giveBack };
}
