import { randomUUID } from 'node:crypto';
import {
  type AdmissionOptions,
  type AdmissionSettings,
  type Candidate,
  createAdmission,
  createCatchAllCache,
  createPace,
  type LanePolicy,
  remember,
} from '@mailsift/lanes';
import type { CatchAllFact, RecipientFact } from '@mailsift/smtp';
import { stopAtEnd, type TestRedis } from '@mailsift/testing';
import type { MailServer } from './mailServer.fixture.ts';
import type { ProbeRequest, ProbeServices } from './request.ts';
import type { DomainProbe } from './result.ts';

export const DOMAIN = 'example.test';
export const RANDOM = `zzrandom1234@${DOMAIN}`;

/** Wide enough not to matter; a test narrows what it is about. */
export const POLICY: LanePolicy = {
  connections: 50,
  rate: 100_000,
  burst: 1_000,
  connectionRate: 1_000_000,
  rcptsPerTransaction: 5,
  rcptsPerConnection: 10,
  catchAll: 'ask',
  verifiable: true,
  greylistDelaysMs: null,
};

const LIMITS: AdmissionSettings = {
  domainConnections: 1_000,
  ipConnections: 1_000,
  ipConnectionRate: 1_000_000,
  networkConnections: 1_000,
  networkConnectionRate: 1_000_000,
  identityConnections: 1_000,
};

export type Changes = Partial<Omit<ProbeRequest, 'policy'>> & { readonly policy?: Partial<LanePolicy> };

/** `a1@example.test`, `a2@...`, in all so many. */
export function addresses(count: number, name = 'a'): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}@${DOMAIN}`);
}

export function candidate(ip: string): Candidate {
  return { host: `mx.${ip}.${DOMAIN}`, ip };
}

/** A request to ask three addresses at the servers, first choice first. */
export function requestTo(ips: readonly string[], { policy, ...changes }: Changes = {}): ProbeRequest {
  return {
    identity: { id: 'one', bind: null, ehlo: 'us.test', mailFrom: 'verify@us.test' },
    lane: { lane: DOMAIN, provider: null },
    policy: { ...POLICY, ...policy },
    domain: DOMAIN,
    candidates: ips.map(candidate),
    sticky: null,
    recipients: addresses(3),
    catchAll: null,
    randomLocal: RANDOM.split('@')[0] ?? '',
    deadline: Number.MAX_SAFE_INTEGER,
    ...changes,
  };
}

export interface WorldOptions extends Partial<Pick<AdmissionOptions, 'elapsed' | 'setTimer'>> {
  readonly limits?: Partial<AdmissionSettings>;
  readonly services?: Partial<ProbeServices>;
  readonly commandMs?: number;
}

/** The services of one process, on keys of their own in a real Redis. */
export async function createWorld(server: TestRedis, port: number, options: WorldOptions = {}) {
  const keys = createTestKeys();
  const redis = server.client();
  await remember(redis, keys.generation);
  // As a lane that has grown to what its policy allows.
  await redis.hset(keys.laneState('one', DOMAIN), { window: POLICY.connections, slow: 0, epoch: 0 });
  const { limits, services, commandMs = 20_000, ...timers } = options;
  const admission = createAdmission({ redis, keys, settings: { ...LIMITS, ...limits }, ...timers });
  stopAtEnd('admission', () => admission.close());
  const catchAllCache = createCatchAllCache(redis, keys, { ttlMs: 60_000 });
  const world: ProbeServices = {
    admission,
    pace: createPace({ redis, keys, domainRate: null }),
    catchAllCache,
    settings: {
      timeouts: { connectMs: 20_000, commandMs, sessionMs: 60_000 },
      port,
      startTls: 'opportunistic',
      allowPrivate: true,
    },
    ...services,
  };
  return {
    keys,
    redis,
    catchAllCache,
    services: world,
    /** Leases counted now, over all scopes: after a probe there must be none. */
    async leases(): Promise<number> {
      const names = await redis.keys(`${keys.prefix}:leases:*`);
      const sizes = await Promise.all(names.map((name) => redis.zcard(name)));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  };
}

/** One word for each recipient: the code it was told, else the kind of its fact and why. */
export function told({ recipients }: DomainProbe): readonly (number | string)[] {
  return recipients.map(({ outcome }) => inShort(outcome.recipient));
}

export function inShort(fact: RecipientFact): number | string {
  if (fact.kind === 'replied') return fact.reply.code;
  if (fact.kind === 'not_encodable') return fact.kind;
  const { end } = fact;
  if (end === null) return fact.kind;
  return `${fact.kind}: ${end.kind === 'reply' ? end.reply.code : end.fault.kind}`;
}

export function attempts({ recipients }: DomainProbe): readonly number[] {
  return recipients.map((recipient) => recipient.attempts);
}

export function catchAllOf({ recipients }: DomainProbe): readonly CatchAllFact[] {
  return [...new Set(recipients.map(({ outcome }) => outcome.catchAll))];
}

export const ipsOf = (...servers: readonly MailServer[]): readonly string[] => servers.map(({ ip }) => ip);

/** `@mailsift/hints` spells the keys of the product. These are the ones that `lanes` uses, so that no test meets another. */
function createTestKeys(): AdmissionOptions['keys'] {
  const prefix = `test-${randomUUID()}`;
  const under =
    (name: string) =>
    (...parts: string[]) =>
      [prefix, name, ...parts].join(':');
  return Object.assign(Object.create(null), {
    prefix,
    generation: `${prefix}:generation`,
    leases: under('leases'),
    pace: under('pace'),
    laneState: under('state'),
    serverLimits: under('server'),
    breaker: under('breaker'),
    refusals: `${prefix}:refusals`,
    refusal: under('refusal'),
    catchAll: under('catchall'),
    lock: under('lock'),
  });
}
