import { type LaneName, orderHosts, randomLocalPart } from '@mailsift/lanes';
import type { AddressResult } from '@mailsift/lists';
import { type DomainProbe, probeDomain } from '@mailsift/probe';
import type { Identity, TranscriptLine } from '@mailsift/smtp';
import { decideDomain, decideEnd, decideUnverifiable } from '@mailsift/verdict';
import type { WorkerContext } from '../workerContext.ts';
import { judgeAddress, judgeUnasked } from './judgeAddress.ts';
import type { OpenDomain } from './openDomains.ts';

export interface PassTerms {
  readonly identity: Identity;
  /** Whose RCPTs they are (`tenantOf`). */
  readonly tenant: string | null;
  /** Epoch ms; moves to now when the pass is to stop. */
  readonly deadline: () => number;
  /** Cuts every conversation off. */
  readonly signal: AbortSignal;
  /** Aborted when the deadline moves to now: nobody waits on. */
  readonly stop?: AbortSignal;
  /** How long the first connection may wait for its admission, ms. */
  readonly admissionWaitMs?: number;
  /** Told every line of every conversation. */
  readonly onLine?: (line: TranscriptLine) => void;
}

/** How long the first connection to a domain may wait for its admission with nothing open. */
const ADMISSION_WAIT_MS = 3_000;

const NO_HOST = {
  kind: 'fault',
  fault: { stage: 'connect', kind: 'unreachable', detail: 'no address to connect to' },
} as const;

/** Asks about the open addresses of one domain; gives a result for each. */
export async function probeOpenDomain(
  context: Pick<WorkerContext, 'settings' | 'resolver' | 'services' | 'lanes' | 'secret' | 'greylistMemory'>,
  open: OpenDomain,
  terms: PassTerms,
): Promise<readonly AddressResult[]> {
  const { settings, resolver, lanes } = context;
  const startedAt = Date.now();
  const judging = () => ({ schedules: settings, now: Date.now(), executionMs: Date.now() - startedAt });
  const facts = open.facts.kind === 'dns_error' ? await resolver.resolve(open.domain) : open.facts;
  if (facts.kind !== 'mx') {
    const decision = decideDomain(facts) ?? decideEnd(NO_HOST);
    return open.addresses.map((address) => judgeUnasked(address, decision, judging()));
  }
  const lane = lanes.nameLane(facts);
  const policy = lanes.policyOf(lane);
  if (!policy.verifiable)
    return open.addresses.map((address) => judgeUnasked(address, decideUnverifiable(), judging()));
  const candidates = orderHosts(facts.hosts, terms.identity, open.domain);
  if (candidates.length === 0)
    return open.addresses.map((address) => judgeUnasked(address, decideEnd(NO_HOST), judging()));
  const probe = await ask(context, { open, terms, lane, candidates });
  const where = { identity: terms.identity.id, domain: open.domain };
  const { greylistMemory } = context;
  const greylistDelaysMs = policy.greylistDelaysMs ?? settings.greylistDelaysMs;
  const schedules = { greylistDelaysMs, retryDelaysMs: settings.retryDelaysMs };
  const judge = (passedAfterMs: number | null) => {
    const about = { ...judging(), schedules, policy, passedAfterMs };
    return open.addresses.map((address, index) => {
      const recipient = probe.recipients[index];
      if (recipient === undefined) throw new Error('A recipient has no fact');
      return judgeAddress(address, { probe, recipient }, about);
    });
  };
  const results = judge(null);
  await greylistMemory.learn(where, open.addresses, { results, greylistDelaysMs });
  if (!results.some(({ retry }) => retry?.reason === 'greylisted')) return results;
  const passedAfterMs = await greylistMemory.passedAfter(where.identity, where.domain);
  return passedAfterMs === null ? results : judge(passedAfterMs);
}

interface Question {
  readonly open: OpenDomain;
  readonly terms: PassTerms;
  readonly lane: LaneName;
  readonly candidates: ReturnType<typeof orderHosts>;
}

function ask(
  { services, lanes, secret }: Pick<WorkerContext, 'services' | 'lanes' | 'secret'>,
  { open, terms, lane, candidates }: Question,
): Promise<DomainProbe> {
  return probeDomain(
    {
      identity: terms.identity,
      tenant: terms.tenant,
      lane,
      policy: lanes.policyOf(lane),
      domain: open.domain,
      candidates,
      sticky: stickyOf(open),
      recipients: open.addresses.map(({ address }) => address.address),
      catchAll: null,
      randomLocal: randomLocalPart(secret, open.domain),
      get deadline() {
        return terms.deadline();
      },
      admissionWaitMs: terms.admissionWaitMs ?? ADMISSION_WAIT_MS,
      signal: terms.signal,
      ...(terms.stop === undefined ? {} : { stop: terms.stop }),
      ...(terms.onLine === undefined ? {} : { onLine: terms.onLine }),
    },
    services,
  );
}

/** The host that greylisted an address of the domain: it alone remembers us. */
function stickyOf({ addresses }: OpenDomain) {
  for (const { previous } of addresses) {
    const retry = previous?.retry;
    if (retry?.mxHost != null && retry.mxIp != null) return { host: retry.mxHost, ip: retry.mxIp };
  }
  return null;
}
