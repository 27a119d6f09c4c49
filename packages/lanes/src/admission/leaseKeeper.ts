import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { answerWithin } from '../redisAnswer.ts';
import { LeaseLost } from './lease.ts';
import { loadAdmissionScript } from './script.ts';

const renewScript = loadAdmissionScript('renew');
const renewAnswer = z.union([z.literal('cold'), z.array(z.union([z.literal(0), z.literal(1)]))]);

/** Leases renewed by one script call: large enough to be cheap, small enough not to hold Redis up. */
const CHUNK = 100;
/** The part of a lease's time after which its holder lets go by itself, whether or not Redis can be reached. */
const HOLD = 0.8;
/** The keeper looks at its leases this often in a lease's time; HOLD plus one look is still less than the whole. */
const LOOKS = 15;
const RENEWALS = 3;

export interface HeldLease {
  readonly id: string;
  /** Keys of its ZSETs, in the order of renew.lua. */
  readonly scopes: readonly string[];
  readonly controller: AbortController;
  /** Monotonic time (ms) at which it was last asked for with success. */
  heldSince: number;
}

/** Calls back every so many ms until the returned function is called. */
export type SetTimer = (callback: () => void, everyMs: number) => () => void;

export interface LeaseKeeperOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly ttlMs: number;
  /** Monotonic, ms. */
  readonly elapsed: () => number;
  readonly setTimer: SetTimer;
}

/** Renews all leases of this process, with one timer, and aborts those that are lost. */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  readonly #held = new Map<string, HeldLease>();
  #stopTimer: (() => void) | null = null;
  #renewedAt = 0;

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
  }

  /** The time (monotonic, ms) after which a lease must no longer be used. */
  deadline(heldSince: number): number {
    return heldSince + this.#options.ttlMs * HOLD;
  }

  keep(lease: HeldLease): void {
    this.#held.set(lease.id, lease);
    if (this.#stopTimer !== null) return;
    const { setTimer, ttlMs, elapsed } = this.#options;
    this.#renewedAt = elapsed();
    this.#stopTimer = setTimer(() => this.#look(), ttlMs / LOOKS);
  }

  /** From now on the lease is neither renewed nor aborted. */
  drop(id: string): void {
    this.#held.delete(id);
    if (this.#held.size > 0) return;
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  /** Aborts every lease. */
  close(): void {
    for (const lease of this.#held.values()) this.#lose(lease, 'The process is closing.');
  }

  #look(): void {
    const { elapsed, ttlMs } = this.#options;
    const now = elapsed();
    // Before any renewal: a process that was stopped for long must not revive what others have been granted since.
    for (const lease of this.#held.values()) {
      if (now >= this.deadline(lease.heldSince)) this.#lose(lease, 'The lease was not renewed in time.');
    }
    if (now - this.#renewedAt < ttlMs / RENEWALS) return;
    this.#renewedAt = now;
    const leases = [...this.#held.values()];
    for (let from = 0; from < leases.length; from += CHUNK) void this.#renew(leases.slice(from, from + CHUNK));
  }

  async #renew(leases: readonly HeldLease[]): Promise<void> {
    const { redis, keys, ttlMs, elapsed } = this.#options;
    const askedAt = elapsed();
    const scopes = leases.flatMap((lease) => lease.scopes);
    const ids = leases.map((lease) => lease.id);
    try {
      const run = () => renewScript.run(redis, [keys.generation, ...scopes], [ttlMs, ...ids]);
      const answer = renewAnswer.parse(await answerWithin(redis, run));
      for (const [index, lease] of leases.entries()) {
        if (answer !== 'cold' && answer[index] === 1) lease.heldSince = askedAt;
        else this.#lose(lease, 'Redis does not know the lease any more.');
      }
    } catch {
      // Redis is away: the next look renews, or the deadline passes.
    }
  }

  #lose(lease: HeldLease, reason: string): void {
    if (this.#held.get(lease.id) !== lease) return;
    this.drop(lease.id);
    lease.controller.abort(new LeaseLost(reason));
  }
}
