import { parseAddress } from '@mailsift/intake';
import { decidedResult } from '@mailsift/lists';
import type { CheckRecord } from '@mailsift/queues';
import { flagsOf } from '@mailsift/signals';
import { decideSyntax } from '@mailsift/verdict';
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
  const { checks, settings, resolver, signals } = context;
  const record = await checks.read(checkId);
  if (record === null || (record.result !== null && record.result.retry === null)) return null;
  const parsed = parseAddress(record.email, { allowSpecialUse: settings.allowPrivateNetworks });
  if (!parsed.ok) {
    const address = { address: record.email, rows: 1, flags: [], suggested: null };
    await checks.update(checkId, {
      ...record,
      result: decidedResult(address, decideSyntax(parsed.reason), Date.now()),
    });
    return null;
  }
  const facts = await resolver.resolve(parsed.domain);
  const mxHosts = facts.kind === 'mx' ? facts.hosts.map(({ host }) => host) : [];
  const described = signals.describeAddress(parsed, { mxHosts, frequentDomains: [] });
  const address = {
    address: parsed.address,
    rows: 1,
    flags: flagsOf(described),
    suggested: described.emailSuggested,
  };
  const open = { domain: parsed.domain, facts, addresses: [{ address, previous: record.result }] };
  return { checkId, record, open };
}
