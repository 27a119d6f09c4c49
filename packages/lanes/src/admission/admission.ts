import { randomUUID } from 'node:crypto';
import type { Keys } from '@mailsift/hints';
import { FAULT_KINDS, type FaultKind, type Identity } from '@mailsift/smtp';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { LaneName } from '../facts.ts';
import type { LanePolicy } from '../policies.ts';
import { answerWithin } from '../redisAnswer.ts';
import { createGrants, type Granted, type LaneChange } from './grants.ts';
import type { Lease } from './lease.ts';
import { LeaseKeeper, type SetTimer } from './leaseKeeper.ts';
import { scopesOf } from './scopes.ts';
import { loadAdmissionScript } from './script.ts';

const admitScript = loadAdmissionScript('admit');

const limits = ['lane', 'lane_pace', 'domain', 'server', 'ip', 'network', 'identity', 'cooldown', 'cold'] as const;
/**
 * What forbids a connection. `server`: what this one said it takes of us. `host_down`: nobody answered there several times
 * in a row; another host may. `cold`: Redis is away, or lost its memory and was not recovered yet.
 */
export type Limit = (typeof limits)[number] | 'host_down';

const admitAnswer = z.union([
  z.literal('cold'),
  z.tuple([z.literal('granted'), z.int().min(0), z.int().min(1), z.int().min(0)]),
  z.tuple([z.literal('denied'), z.enum(limits), z.int().min(1)]),
  z.tuple([z.literal('denied'), z.literal('host_down'), z.int().min(1), z.enum(FAULT_KINDS)]),
]);

const COLD_WAIT_MS = 1_000;
const DEFAULT_TTL_MS = 15_000;

/** Limits that are no lane's. They protect others (domain, destination) and ourselves (identity). */
export interface AdmissionSettings {
  /** Connections at once for one domain, over all identities. */
  readonly domainConnections: number;
  /** Connections at once to one address (IPv6: one /64), over all identities and lanes. */
  readonly ipConnections: number;
  /** New connections a second to one address; as many as `ipConnections` may come at once. */
  readonly ipConnectionRate: number;
  /** The same of a network: the /24 of an IPv4 address, the /56 of an IPv6 one. */
  readonly networkConnections: number;
  readonly networkConnectionRate: number;
  /** Connections at once of one identity. */
  readonly identityConnections: number;
  /** A lease's time to live; it is renewed three times in it. */
  readonly leaseTtlMs?: number;
  /** How long a lane rests that refused us; doubled each time it does so again, up to the longest. */
  readonly firstCooldownMs?: number;
  readonly longestCooldownMs?: number;
}

export interface AdmissionRequest {
  readonly identity: Identity;
  readonly lane: LaneName;
  readonly policy: LanePolicy;
  readonly domain: string;
  readonly ip: string;
}

/**
 * `retryAt`: epoch ms by this process's clock, before which asking again is of no use. `fault`: how nobody answered at a
 * host that is down.
 */
export type Admitted =
  | { readonly granted: true; readonly lease: Lease }
  | { readonly granted: false; readonly limit: Exclude<Limit, 'host_down'>; readonly retryAt: number }
  | { readonly granted: false; readonly limit: 'host_down'; readonly fault: FaultKind; readonly retryAt: number };

export interface Admission {
  /** Asks for one connection. All limits are checked at once and taken together, or none is. Never rejects. */
  admit(request: AdmissionRequest): Promise<Admitted>;
  /** Aborts the leases still held. */
  close(): void;
}

export interface AdmissionOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly settings: AdmissionSettings;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Monotonic, ms. */
  readonly elapsed?: () => number;
  readonly setTimer?: SetTimer;
  /** Told why Redis gave no answer, which is otherwise just `cold`. */
  readonly onError?: (error: unknown) => void;
  /** Told when a lane is slowed or begins to rest because it refused us, once for each, and when it answers again. */
  readonly onLaneChange?: (change: LaneChange) => void;
  /** From 0 to 1, for the jitter of cooldowns. */
  readonly random?: () => number;
}

const systemTimer: SetTimer = (callback, everyMs) => {
  const timer = setInterval(callback, everyMs);
  // A process without sockets may end; its leases run out by themselves.
  timer.unref();
  return () => clearInterval(timer);
};

export function createAdmission(options: AdmissionOptions): Admission {
  const { redis, keys, settings, now = Date.now, elapsed = () => performance.now(), onError = () => {} } = options;
  const ttlMs = settings.leaseTtlMs ?? DEFAULT_TTL_MS;
  const keeper = new LeaseKeeper({ redis, keys, ttlMs, elapsed, setTimer: options.setTimer ?? systemTimer });
  const { hold, giveBackUnused } = createGrants({ ...options, onError, keeper });
  let closed = false;

  const denied = (limit: Exclude<Limit, 'host_down'>, waitMs: number): Admitted => ({
    granted: false,
    limit,
    retryAt: now() + waitMs,
  });

  return {
    async admit(request) {
      if (closed) return denied('cold', COLD_WAIT_MS);
      const asked = askedFor(request, keys);
      const { leases, paces, state, server, breaker } = asked.scopes;
      const scriptKeys = [keys.generation, state, server, breaker, ...leases, ...paces];
      const run = () => admitScript.run(redis, scriptKeys, [asked.id, ttlMs, ...numbersOf(request.policy, settings)]);
      const askedAt = elapsed();
      // Fail closed: without an answer nobody knows how many connections there are.
      const answer = await answerWithin(redis, run, () => void giveBackUnused(asked))
        .then((raw) => admitAnswer.parse(raw))
        .catch((error: unknown) => {
          onError(error);
          return 'cold' as const;
        });
      if (answer === 'cold') return denied('cold', COLD_WAIT_MS);
      if (answer[1] === 'host_down') {
        return { granted: false, limit: 'host_down', fault: answer[3], retryAt: now() + answer[2] };
      }
      if (answer[0] === 'denied') return denied(answer[1], answer[2]);
      if (!closed && elapsed() < keeper.deadline(askedAt)) {
        const [, epoch, place, rcpts] = answer;
        const granted = { ...asked, epoch, place, rcpts: rcpts === 0 ? null : rcpts };
        return { granted: true, lease: hold(granted, askedAt) };
      }
      await giveBackUnused(asked);
      return denied('cold', COLD_WAIT_MS);
    },
    close() {
      closed = true;
      keeper.close();
    },
  };
}

function askedFor(request: AdmissionRequest, keys: Keys): Granted {
  const { identity, lane, policy } = request;
  const whose = { id: randomUUID(), identity: identity.id, lane: lane.lane, scopes: scopesOf(request, keys) };
  return { ...whose, epoch: 0, place: 1, rcpts: null, connections: policy.connections };
}

const microsecondsBetween = (perSecond: number): number => Math.ceil(1_000_000 / perSecond);

function numbersOf(policy: LanePolicy, settings: AdmissionSettings): readonly number[] {
  const { domainConnections, ipConnections, ipConnectionRate, identityConnections } = settings;
  const { networkConnections, networkConnectionRate } = settings;
  return [
    ...[policy.connections, domainConnections, ipConnections, networkConnections, identityConnections],
    ...[microsecondsBetween(policy.connectionRate), policy.connections],
    ...[microsecondsBetween(ipConnectionRate), ipConnections],
    ...[microsecondsBetween(networkConnectionRate), networkConnections],
  ];
}
