import { hostname } from 'node:os';
import type { Enrichment, Place } from '@mailsift/enrichment';
import { type Address, describeSyntax, parseAddress } from '@mailsift/intake';
import {
  type DomainFacts,
  type DomainResolver,
  type LaneName,
  type LanePolicy,
  type LaneTable,
  orderHosts,
  randomLocalPart,
} from '@mailsift/lanes';
import { type DomainProbe, probeDomain, withoutLimits } from '@mailsift/probe';
import { type Settings, sessionSettings } from '@mailsift/runtime';
import type { AddressSignals, Signals } from '@mailsift/signals';
import type { Fault, Identity, TranscriptLine } from '@mailsift/smtp';
import type { Suppression } from '@mailsift/suppression';
import {
  type Decision,
  decide,
  decideDomain,
  decideEnd,
  decideSuppressed,
  decideSyntax,
  decideUnverifiable,
  judgeReply,
} from '@mailsift/verdict';

/** What is found out on the way, told as it is. */
export type CheckEvent =
  | { readonly kind: 'address'; readonly address: string; readonly signals: AddressSignals }
  | {
      readonly kind: 'dns';
      readonly domain: string;
      readonly facts: DomainFacts;
      /** Of each address of a host. */
      readonly places: Readonly<Record<string, Place>>;
      readonly durationMs: number;
    }
  | { readonly kind: 'lane'; readonly lane: LaneName; readonly policy: LanePolicy; readonly identity: Identity }
  | { readonly kind: 'line'; readonly line: TranscriptLine };

export interface Checked {
  readonly decision: Decision;
  /** What is wrong with the syntax, in words; null where nothing is. */
  readonly syntax: string | null;
  readonly probe: DomainProbe | null;
}

export interface CheckOptions {
  readonly settings: Settings;
  readonly resolver: DomainResolver;
  readonly signals: Pick<Signals, 'describeAddress'>;
  readonly enrichment: Pick<Enrichment, 'lookUp'>;
  readonly lanes: LaneTable;
  readonly suppression: Pick<Suppression, 'find'>;
  readonly signal: AbortSignal;
  readonly tell: (event: CheckEvent) => void;
}

const NO_ADDRESS: Fault = { stage: 'connect', kind: 'unreachable', detail: 'no address to connect to' };

/** Checks one address from beginning to end, by itself: nobody's limits are seen, nothing is kept. */
export async function checkAddress(input: string, options: CheckOptions): Promise<Checked> {
  const { settings, resolver, signals, enrichment, suppression, tell } = options;
  const parsed = parseAddress(input, { allowSpecialUse: settings.allowPrivateNetworks });
  if (!parsed.ok) {
    return { decision: decideSyntax(parsed.reason), syntax: describeSyntax(parsed.reason), probe: null };
  }
  tell({ kind: 'address', address: parsed.address, signals: signals.describeAddress(parsed) });
  const by = suppression.find(parsed.address);
  if (by !== null) return unasked(decideSuppressed(by));
  const startedAt = performance.now();
  const facts = await resolver.resolve(parsed.domain);
  const durationMs = Math.round(performance.now() - startedAt);
  tell({ kind: 'dns', domain: parsed.domain, facts, places: placesOf(facts, enrichment), durationMs });
  if (facts.kind === 'mx') return askHosts(parsed, facts, options);
  return unasked(decideDomain(facts) ?? decideEnd({ kind: 'fault', fault: NO_ADDRESS }));
}

function placesOf(facts: DomainFacts, { lookUp }: CheckOptions['enrichment']): Record<string, Place> {
  const ips = facts.kind === 'mx' ? facts.hosts.flatMap((host) => host.ips) : [];
  return Object.fromEntries(ips.map((ip) => [ip, lookUp(ip)]));
}

async function askHosts(
  { address, domain }: Address,
  facts: Extract<DomainFacts, { kind: 'mx' }>,
  { settings, lanes, signal, tell }: CheckOptions,
): Promise<Checked> {
  const [identity] = settings.identities;
  if (identity === undefined) throw new Error('There is no identity to ask as');
  const lane = lanes.nameLane(facts);
  const policy = lanes.policyOf(lane);
  tell({ kind: 'lane', lane, policy, identity });
  if (!policy.verifiable) return unasked(decideUnverifiable());
  const candidates = orderHosts(facts.hosts, identity, domain);
  if (candidates.length === 0) return unasked(decideEnd({ kind: 'fault', fault: NO_ADDRESS }));
  const startedAt = performance.now();
  const probe = await probeDomain(
    {
      identity,
      lane,
      policy,
      domain,
      candidates,
      sticky: null,
      recipients: [address],
      catchAll: null,
      // The same at every look, or a greylist would never let the question pass.
      randomLocal: randomLocalPart(`${hostname()} ${identity.id}`, domain),
      deadline: Date.now() + settings.sessionTimeoutMs,
      signal,
      // One clock for all hosts that are tried; a transcript begins anew with each.
      onLine: (line) => tell({ kind: 'line', line: { ...line, at: Math.round(performance.now() - startedAt) } }),
    },
    { ...withoutLimits(), settings: sessionSettings(settings) },
  );
  signal.throwIfAborted();
  const [recipient] = probe.recipients;
  if (recipient === undefined) throw new Error('The recipient has no fact');
  const catchAllRetry = probe.random?.kind === 'replied' ? judgeReply(probe.random.reply).retry : null;
  return { decision: decide(recipient.outcome, { policy, catchAllRetry }), syntax: null, probe };
}

function unasked(decision: Decision): Checked {
  return { decision, syntax: null, probe: null };
}
