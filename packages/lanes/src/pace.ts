import { type Keys, loadScript } from '@mailsift/hints';
import type { Identity } from '@mailsift/smtp';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { LaneName } from './facts.ts';
import type { LanePolicy } from './policies.ts';
import { answerWithin } from './redisAnswer.ts';

const paceScript = loadScript(new URL('./pace.lua', import.meta.url));
const paceAnswer = z.union([z.literal('cold'), z.tuple([z.enum(['taken', 'denied']), z.int().min(0)])]);

/** How long a session sleeps with its connection open: well below the 5 minutes servers wait for a command. */
const LONGEST_WAIT_MS = 5_000;
const COLD_WAIT_MS = 1_000;

export interface PaceRequest {
  readonly identity: Identity;
  readonly lane: LaneName;
  readonly policy: LanePolicy;
  readonly domain: string;
  /** RCPTs that follow together, at most `policy.rcptsPerTransaction`. */
  readonly rcpts: number;
}

/** Sleep `waitMs`, then send; or send nothing and come back at `retryAt` (epoch ms by this process's clock). */
export type PaceTaken =
  | { readonly taken: true; readonly waitMs: number }
  | { readonly taken: false; readonly retryAt: number };

export interface Pace {
  /** Takes the tokens of one transaction, of the lane and of the domain together. Never rejects for what Redis did. */
  takePace(request: PaceRequest): Promise<PaceTaken>;
}

export interface PaceOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** RCPTs a second for one domain, over all identities; null for no limit but the lane's. */
  readonly domainRate: number | null;
  readonly now?: () => number;
  /** Told why Redis gave no answer, which is otherwise just "come back later". */
  readonly onError?: (error: unknown) => void;
}

const microsecondsBetween = (perSecond: number): number => Math.ceil(1_000_000 / perSecond);

export function createPace({ redis, keys, domainRate, now = Date.now, onError = () => {} }: PaceOptions): Pace {
  return {
    async takePace({ identity, lane, policy, domain, rcpts }) {
      if (!Number.isInteger(rcpts) || rcpts < 1 || rcpts > policy.rcptsPerTransaction) {
        throw new RangeError(`A transaction takes 1 to ${policy.rcptsPerTransaction} tokens, not ${rcpts}.`);
      }
      const lanePace = keys.pace(`rcpts:${identity.id}:${lane.lane}`);
      const domainPace = keys.pace(`domain:${domain}`);
      const run = () =>
        paceScript.run(
          redis,
          [keys.generation, lanePace, domainPace, keys.laneState(identity.id, lane.lane)],
          [
            ...[rcpts, LONGEST_WAIT_MS, microsecondsBetween(policy.rate), policy.burst],
            ...(domainRate === null ? [0, 0] : [microsecondsBetween(domainRate), policy.rcptsPerTransaction]),
          ],
        );
      const answer = await answerWithin(redis, run)
        .then((raw) => paceAnswer.parse(raw))
        .catch((error: unknown) => {
          onError(error);
          return 'cold' as const;
        });
      if (answer === 'cold') return { taken: false, retryAt: now() + COLD_WAIT_MS };
      const [kind, waitMs] = answer;
      return kind === 'taken' ? { taken: true, waitMs } : { taken: false, retryAt: now() + waitMs };
    },
  };
}
