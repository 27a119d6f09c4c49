import { PROVIDERS } from './data/providers.ts';
import type { DomainFacts, LaneName } from './facts.ts';
import { nameLane } from './laneName.ts';
import { defaultPolicy, type LaneDefaults, type LanePolicy, type ProviderPolicy } from './policies.ts';

/** RCPTs an hour that one tenant may send to one domain, and to one address, of an operator without a policy. */
const TENANT_RCPTS_PER_HOUR = 20_000;

/** Which lane a domain is in, and what is allowed there: the table of providers with an operator's own rows over it. */
export interface LaneTable {
  readonly providers: readonly ProviderPolicy[];
  /** See `nameLane` in laneName.ts. */
  nameLane(facts: Extract<DomainFacts, { kind: 'mx' }>): LaneName;
  /** Its provider's row, else the operator's row of that name, else the defaults. */
  policyOf(lane: LaneName): LanePolicy;
  /** The lanes whose connections at once are not the defaults', by name. */
  readonly connections: Readonly<Record<string, number>>;
  /** See `TenantBudget` in pace.ts; null for none. */
  readonly tenantRcptsPerHour: number | null;
}

export interface LaneTableOptions {
  readonly defaults: LaneDefaults;
  readonly providers?: readonly ProviderPolicy[];
  /** Policies of MX sites, by the name of their lane. */
  readonly sites?: ReadonlyMap<string, LanePolicy>;
  readonly tenantRcptsPerHour?: number | null;
}

export function createLaneTable(options: LaneTableOptions): LaneTable {
  const { defaults, providers = PROVIDERS, sites = new Map(), tenantRcptsPerHour = TENANT_RCPTS_PER_HOUR } = options;
  const policies = new Map<string, LanePolicy>([
    ...sites,
    ...providers.map((provider) => [provider.id, provider] as const),
  ]);
  const providerOfSuffix = new Map(
    providers.flatMap(({ id, suffixes }) => suffixes.map((suffix) => [suffix, id] as const)),
  );
  const otherwise = defaultPolicy(defaults);
  return {
    providers,
    nameLane: (facts) => nameLane(facts, providerOfSuffix),
    policyOf: ({ lane, provider }) => policies.get(provider ?? lane) ?? otherwise,
    connections: Object.fromEntries([...policies].map(([lane, { connections }]) => [lane, connections])),
    tenantRcptsPerHour,
  };
}
