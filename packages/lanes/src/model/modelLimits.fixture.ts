import type { Random } from '@mailsift/testing';
import { identityOf, POLICY } from '../admission/admission.fixture.ts';
import type { AdmissionRequest, AdmissionSettings } from '../admission/admission.ts';
import { type LaneSignal, type Lesson, NO_LESSON } from '../admission/lease.ts';
import type { LanePolicy } from '../policies.ts';

export const LEASE_MS = 15_000;
/** A keeper looks at its leases this often. */
export const LOOK_MS = LEASE_MS / 15;

/** So narrow that each of them is met. */
export const SETTINGS: AdmissionSettings = {
  domainConnections: 5,
  ipConnections: 4,
  ipConnectionRate: 5,
  networkConnections: 6,
  networkConnectionRate: 8,
  identityConnections: 6,
  leaseTtlMs: LEASE_MS,
};
export const LANE: LanePolicy = { ...POLICY, connections: 4, connectionRate: 2 };

const IDENTITIES = ['one', 'two'] as const;
const LANES = ['google', 'site.test'] as const;
const DOMAINS = ['a.test', 'b.test', 'c.test'] as const;
const IPS = ['192.0.2.1', '192.0.2.2', '198.51.100.1', '2001:db8::1'] as const;

/** How many at once, by the first part of a scope's name. */
export const CAPS: Readonly<Record<string, number>> = {
  lane: LANE.connections,
  domain: SETTINGS.domainConnections,
  server: LANE.connections,
  ip: SETTINGS.ipConnections,
  network: SETTINGS.networkConnections,
  identity: SETTINGS.identityConnections,
};
export const SCOPES = Object.keys(CAPS).length;

export function pickRequest(random: Random): AdmissionRequest {
  return {
    identity: identityOf(random.pick(IDENTITIES) ?? 'one'),
    lane: { lane: random.pick(LANES) ?? 'google', provider: null },
    domain: random.pick(DOMAINS) ?? 'a.test',
    ip: random.pick(IPS) ?? '192.0.2.1',
    policy: LANE,
  };
}

export interface SessionEnding {
  readonly signal: LaneSignal;
  readonly lesson: Lesson;
}

const said = (code: number, text: string): Lesson => ({
  ...NO_LESSON,
  isReached: true,
  refusal: { code, enhancedCode: null, text },
});

const ENDINGS: readonly SessionEnding[] = [
  ...Array.from({ length: 12 }, () => ({ signal: 'ok' as const, lesson: { ...NO_LESSON, isReached: true } })),
  { signal: 'ok', lesson: { ...NO_LESSON, isReached: true, rcpts: 3 } },
  { signal: 'failed', lesson: { ...NO_LESSON, unanswered: 'refused' } },
  { signal: 'failed', lesson: NO_LESSON },
  { signal: 'throttled', lesson: said(421, 'Too many connections from your IP address') },
  { signal: 'throttled', lesson: said(451, 'Server busy') },
  { signal: 'blocked', lesson: said(554, 'Your address is on a blocklist') },
];

export function pickEnding(random: Random): SessionEnding {
  return random.pick(ENDINGS) ?? { signal: 'ok', lesson: NO_LESSON };
}
