import { randomUUID } from 'node:crypto';
import { type Keys, loadScript } from '@mailsift/hints';
import type { Identity } from '@mailsift/smtp';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { LaneName } from './facts.ts';
import { createGrants, type Granted } from './grants.ts';
import { ipScope } from './ipScope.ts';
import type { Lease } from './lease.ts';
import { LeaseKeeper, type SetTimer } from './leaseKeeper.ts';
import type { LanePolicy } from './policies.ts';
import { answerWithin } from './redisAnswer.ts';

const admitScript = loadScript(new URL('./admit.lua', import.meta.url));

const limits = ['lane', 'lane_pace', 'domain', 'ip', 'identity', 'cooldown', 'cold'] as const;
/** What forbids a connection. `cold`: Redis is away, or lost its memory and was not recovered yet. */
export type Limit = (typeof limits)[number];

const admitAnswer = z.union([
  z.literal('cold'),
  z.tuple([z.literal('granted'), z.int().min(0)]),
  z.tuple([z.literal('denied'), z.enum(limits), z.int().min(1)]),
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

/** `retryAt`: epoch ms by this process's clock, before which asking again is of no use. */
export type Admitted =
  | { readonly granted: true; readonly lease: Lease }
  | { readonly granted: false; readonly limit: Limit; readonly retryAt: number };

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
  const { hold, giveBack } = createGrants({ ...options, onError, keeper });
  let closed = false;

  const denied = (limit: Limit, waitMs: number): Admitted => ({ granted: false, limit, retryAt: now() + waitMs });

  return {
    async admit(request) {
      if (closed) return denied('cold', COLD_WAIT_MS);
      const { scopes, state, scriptKeys } = keysOf(request, keys);
      const asked: Granted = { id: randomUUID(), epoch: 0, scopes, state, connections: request.policy.connections };
      const run = () => admitScript.run(redis, scriptKeys, [asked.id, ttlMs, ...numbersOf(request.policy, settings)]);
      const askedAt = elapsed();
      // Fail closed: without an answer nobody knows how many connections there are.
      const answer = await answerWithin(redis, run, () => void giveBack(asked, 'unused'))
        .then((raw) => admitAnswer.parse(raw))
        .catch((error: unknown) => {
          onError(error);
          return 'cold' as const;
        });
      if (answer === 'cold') return denied('cold', COLD_WAIT_MS);
      if (answer[0] === 'denied') return denied(answer[1], answer[2]);
      if (!closed && elapsed() < keeper.deadline(askedAt)) {
        return { granted: true, lease: hold({ ...asked, epoch: answer[1] }, askedAt) };
      }
      await giveBack(asked, 'unused');
      return denied('cold', COLD_WAIT_MS);
    },
    close() {
      closed = true;
      keeper.close();
    },
  };
}

/** `scriptKeys` are in the order of admit.lua. */
function keysOf({ identity, lane, domain, ip }: AdmissionRequest, keys: Keys) {
  const destination = `ip:${ipScope(ip)}`;
  const laneLeases = keys.leases(`lane:${identity.id}:${lane.lane}`);
  const domainLeases = keys.leases(`domain:${domain}`);
  const ipLeases = keys.leases(destination);
  const identityLeases = keys.leases(`identity:${identity.id}`);
  const lanePace = keys.pace(`connections:${identity.id}:${lane.lane}`);
  const ipPace = keys.pace(destination);
  const state = keys.laneState(identity.id, lane.lane);
  return {
    state,
    scopes: [laneLeases, domainLeases, ipLeases, identityLeases],
    scriptKeys: [keys.generation, laneLeases, lanePace, domainLeases, ipLeases, ipPace, identityLeases, state],
  };
}

const microsecondsBetween = (perSecond: number): number => Math.ceil(1_000_000 / perSecond);

function numbersOf(policy: LanePolicy, settings: AdmissionSettings): readonly number[] {
  const { domainConnections, ipConnections, ipConnectionRate, identityConnections } = settings;
  return [
    ...[policy.connections, domainConnections, ipConnections, identityConnections],
    ...[microsecondsBetween(policy.connectionRate), policy.connections],
    ...[microsecondsBetween(ipConnectionRate), ipConnections],
  ];
}
