import { createHash } from 'node:crypto';
import { getDomain } from 'tldts';
import type { DomainFacts, LaneName, MailHost } from './facts.ts';

/** The lane of packed small domains. It has no dot and no provider is called so: no MX site can take it. */
export const TAIL_LANE: LaneName = { lane: 'tail', provider: null };

/** Lane names are parts of Redis keys and labels of metrics. */
const MAX_LENGTH = 100;

/** Ids of providers by suffix of MX host names. */
export type ProviderOfSuffix = ReadonlyMap<string, string>;

/** The provider whose suffix is the whole name or stands after a dot in it: `evilgoogle.com` is not Google. */
function providerOf(host: string, providerOfSuffix: ProviderOfSuffix): string | null {
  for (let name = host; name !== ''; ) {
    const provider = providerOfSuffix.get(name);
    if (provider !== undefined) return provider;
    const dot = name.indexOf('.');
    name = dot === -1 ? '' : name.slice(dot + 1);
  }
  return null;
}

/**
 * The lane of a domain. A provider's, where every host is the provider's: one foreign host among them, and what it
 * says to us would be held against the provider. Else the registrable domain of the best hosts, by the public suffix
 * list with its private part (customers of a dynamic DNS service are not one operator); several are joined by `+`.
 *
 * Lower case letters, digits, `.`, `-`, `_`, `+`; at most 100 characters. Names of MX sites always hold a dot or begin
 * with `mx-`, names of providers and `tail` never do, so that no MX record can name itself into another lane.
 */
export function nameLane(facts: Extract<DomainFacts, { kind: 'mx' }>, providerOfSuffix: ProviderOfSuffix): LaneName {
  const providers = new Set(facts.hosts.map((host) => providerOf(host.host, providerOfSuffix)));
  const [provider] = providers;
  if (providers.size === 1 && provider !== undefined && provider !== null) return { lane: provider, provider };
  const sites = new Set(bestHosts(facts.hosts).map((host) => siteOf(host.host)));
  return { lane: shorten([...sites].sort().join('+')), provider: null };
}

function bestHosts(hosts: readonly MailHost[]): readonly MailHost[] {
  const best = Math.min(...hosts.map((host) => host.preference));
  return hosts.filter((host) => host.preference === best);
}

function siteOf(host: string): string {
  // Names were checked when they were looked up; tldts' own check refuses underscores, which MX hosts do have.
  const site = getDomain(host, { allowPrivateDomains: true, validateHostname: false }) ?? host;
  // A host may be a bare top-level name: it keeps the dot of the root.
  return site.includes('.') ? site : `${site}.`;
}

function shorten(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  return `mx-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
