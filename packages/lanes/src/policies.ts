import { PROVIDERS } from './data/providers.ts';
import type { LaneName } from './facts.ts';

/** What one identity may ask of one lane. */
export interface LanePolicy {
  /** Connections at once. */
  readonly connections: number;
  /** RCPTs a second, the catch-all question counted. */
  readonly rate: number;
  /** RCPTs that may come at once; at least `rcptsPerTransaction`, since a transaction takes its tokens together. */
  readonly burst: number;
  /** New connections a second; as many as `connections` may come at once. */
  readonly connectionRate: number;
  readonly rcptsPerTransaction: number;
  readonly rcptsPerConnection: number;
  /** Whether a random address is asked for: `never` where no domain of the provider takes every address. */
  readonly catchAll: 'ask' | 'never';
  /** False where a 2xx to RCPT says nothing, so that nobody is asked. */
  readonly verifiable: boolean;
}

export interface ProviderPolicy extends LanePolicy {
  readonly id: string;
  /** Of MX host names, at a label boundary: `google.com` stands for itself and whatever ends in `.google.com`. */
  readonly suffixes: readonly string[];
  /** Where the numbers come from, and why these. */
  readonly source: string;
}

export interface LaneDefaults {
  readonly connections: number;
  /** RCPTs a second. */
  readonly rate: number;
}

const policies = new Map<string, LanePolicy>(PROVIDERS.map((provider) => [provider.id, provider]));

/** The policy of a lane: its provider's row, else the defaults of the settings. */
export function policyOf(lane: LaneName, defaults: LaneDefaults): LanePolicy {
  const known = lane.provider === null ? undefined : policies.get(lane.provider);
  return known ?? defaultPolicy(defaults);
}

/**
 * 5 RCPTs a transaction and 10 a connection stay below what hangs up on or slows a guesser: Postfix sleeps after 10
 * errors, Exim refuses after 10 RCPTs with fewer than half good, Stalwart hangs up after 5 bad ones.
 */
function defaultPolicy({ connections, rate }: LaneDefaults): LanePolicy {
  return {
    connections,
    rate,
    burst: Math.max(5, Math.ceil(rate / 4)),
    // At two RCPTs a connection (most domains are small) the RCPT rate is what binds.
    connectionRate: Math.max(1, rate / 2),
    rcptsPerTransaction: 5,
    rcptsPerConnection: 10,
    catchAll: 'ask',
    verifiable: true,
  };
}
