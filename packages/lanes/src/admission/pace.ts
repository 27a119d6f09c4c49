import type { Keys } from '@mailsift/hints';
import type { Identity } from '@mailsift/smtp';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { LaneName } from '../facts.ts';
import type { LanePolicy } from '../policies.ts';
import { answerWithin } from '../redisAnswer.ts';
import { ipScope } from './ipScope.ts';
import { loadAdmissionScript } from './script.ts';

const paceScript = loadAdmissionScript('pace');
const paceAnswer = z.union([
  z.literal('cold'),
  z.tuple([z.literal('taken'), z.int().min(0)]),
  z.tuple([z.literal('denied'), z.int().min(0), z.enum(['lane', 'domain', 'tenant'])]),
]);

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
  /** Address of the server they go to. */
  readonly ip: string;
  /** For whom: id of an API key. Null, or left out, has no budget. */
  readonly tenant?: string | null;
}

/**
 * Sleep `waitMs`, then send; or send nothing and come back at `retryAt` (epoch ms by this process's clock). `tenant`: the
 * budget of who asked is used up.
 */
export type PaceTaken =
  | { readonly taken: true; readonly waitMs: number }
  | {
      readonly taken: false;
      readonly limit: 'lane' | 'domain' | 'tenant' | 'warm_up' | 'cold';
      readonly retryAt: number;
    };

export interface Pace {
  /** Takes the tokens of one transaction, of every limit or of none. Never rejects for what Redis did. */
  takePace(request: PaceRequest): Promise<PaceTaken>;
}

export interface PaceOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** RCPTs a second for one domain, over all identities; null for no limit but the lane's. */
  readonly domainRate: number | null;
  /**
   * RCPTs an hour of one tenant to one domain, and to one address, where the operator has no policy of its own; null for no
   * limit. A quarter of it may come at once. It keeps who has a key from flooding somebody small through us.
   */
  readonly tenantRcptsPerHour?: number | null;
  readonly now?: () => number;
  /** Told why Redis gave no answer, which is otherwise just "come back later". */
  readonly onError?: (error: unknown) => void;
}

const microsecondsBetween = (perSecond: number): number => Math.ceil(1_000_000 / perSecond);

/** Microseconds between RCPTs, and RCPTs at once; an interval of 0 is no limit. */
type Limit = readonly [interval: number, burst: number];
const NO_LIMIT: Limit = [0, 0];

export function createPace(options: PaceOptions): Pace {
  const { redis, keys, now = Date.now, onError = () => {} } = options;
  return {
    async takePace(request) {
      const { identity, lane, policy, rcpts } = request;
      if (!Number.isInteger(rcpts) || rcpts < 1 || rcpts > policy.rcptsPerTransaction) {
        throw new RangeError(`A transaction takes 1 to ${policy.rcptsPerTransaction} tokens, not ${rcpts}.`);
      }
      const scriptKeys = [keys.generation, keys.laneState(identity.id, lane.lane), ...bucketsOf(request, keys)];
      const limits = limitsOf(request, options).flat();
      const run = () => paceScript.run(redis, scriptKeys, [rcpts, LONGEST_WAIT_MS, ...limits]);
      const answer = await answerWithin(redis, run)
        .then((raw) => paceAnswer.parse(raw))
        .catch((error: unknown) => {
          onError(error);
          return 'cold' as const;
        });
      if (answer === 'cold') return { taken: false, limit: 'cold', retryAt: now() + COLD_WAIT_MS };
      if (answer[0] === 'taken') return { taken: true, waitMs: answer[1] };
      return { taken: false, limit: answer[2], retryAt: now() + answer[1] };
    },
  };
}

/** In the order of pace.lua. */
function bucketsOf({ identity, lane, domain, ip, tenant }: PaceRequest, keys: Keys): readonly string[] {
  const whose = tenant ?? '';
  return [
    keys.pace(`rcpts:${identity.id}:${lane.lane}`),
    keys.pace(`domain:${domain}`),
    keys.pace(`tenant:${whose}:domain:${domain}`),
    keys.pace(`tenant:${whose}:ip:${ipScope(ip)}`),
  ];
}

function limitsOf({ lane, policy, tenant }: PaceRequest, options: PaceOptions): readonly Limit[] {
  const { domainRate, tenantRcptsPerHour = null } = options;
  const isFree = tenantRcptsPerHour === null || tenant === null || tenant === undefined || lane.provider !== null;
  const ofTenant: Limit = isFree ? NO_LIMIT : budget(tenantRcptsPerHour, policy.rcptsPerTransaction);
  return [
    [microsecondsBetween(policy.rate), policy.burst],
    domainRate === null ? NO_LIMIT : [microsecondsBetween(domainRate), policy.rcptsPerTransaction],
    ...[ofTenant, ofTenant],
  ];
}

function budget(rcptsPerHour: number, rcptsPerTransaction: number): Limit {
  return [microsecondsBetween(rcptsPerHour / 3_600), Math.max(rcptsPerTransaction, Math.floor(rcptsPerHour / 4))];
}
