import { type Address, parseAddress } from '@mailsift/intake';
import { type BatchAddress, decidedResult } from '@mailsift/lists';
import type { CheckRecord } from '@mailsift/queues';
import { type Flag, flagsOf, type Signals } from '@mailsift/signals';
import { type Decision, decideSuppressed, decideSyntax } from '@mailsift/verdict';
import type { OpenDomain } from '../probe/openDomains.ts';
import type { WorkerContext } from '../workerContext.ts';

/** A real-time check whose address somebody has to be asked about. */
export interface OpenCheck {
  readonly checkId: string;
  readonly record: CheckRecord;
  readonly open: OpenDomain;
}

/** Null where nothing is to be done: it is answered, by its syntax alone or before, or it is too long ago. */
export async function openCheck(context: WorkerContext, checkId: string): Promise<OpenCheck | null> {
  const { checks, settings, resolver, signals, suppression } = context;
  const record = await checks.read(checkId);
  if (record === null || (record.result !== null && record.result.retry === null)) return null;
  const parsed = parseAddress(record.email, { allowSpecialUse: settings.allowPrivateNetworks });
  const answer = async (address: BatchAddress, decision: Decision) => {
    await checks.update(checkId, { ...record, result: decidedResult(address, decision, Date.now()) });
    return null;
  };
  if (!parsed.ok) {
    const suggested = signals.suggestRepair(record.email);
    const flags: Flag[] = suggested === null ? [] : ['typo'];
    const address = { address: record.email, rows: 1, flags, suggested };
    return answer(address, decideSyntax(parsed.reason));
  }
  const by = suppression.find(parsed.address);
  if (by !== null) return answer(describe(parsed, signals, []), decideSuppressed(by));
  const facts = await resolver.resolve(parsed.domain);
  const mxHosts = facts.kind === 'mx' ? facts.hosts.map(({ host }) => host) : [];
  const address = describe(parsed, signals, mxHosts);
  const open = { domain: parsed.domain, facts, addresses: [{ address, previous: record.result }] };
  return { checkId, record, open };
}

function describe(parsed: Address, signals: Signals, mxHosts: readonly string[]): BatchAddress {
  const described = signals.describeAddress(parsed, { mxHosts, frequentDomains: [] });
  return { address: parsed.address, rows: 1, flags: flagsOf(described), suggested: described.emailSuggested };
}
