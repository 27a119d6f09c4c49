import { setTimeout as sleep } from 'node:timers/promises';
import { createResolver, loadLaneTable } from '@mailsift/lanes';
import type { Settings } from '@mailsift/runtime';
import { createSignals } from '@mailsift/signals';
import { NO_SUPPRESSION } from '@mailsift/suppression';
import { type CheckOptions, checkAddress } from '../check/checkAddress.ts';
import type { FoundVerdict } from './tallyVerdicts.ts';

/** A person who is told "again later" looks again. The servers of the sandbox that answer at all do so within these. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1_500;
/** Nobody is asked where a mail server is in the world: it is no part of a verdict. */
const NOWHERE = { geo: '', city: '', isp: '' };

/**
 * The verdict of each address looked at by itself, as `mailsift check` does: those of one domain one after the other,
 * the domains side by side. By address.
 */
export async function singleVerdicts(
  addresses: readonly string[],
  settings: Settings,
): Promise<ReadonlyMap<string, FoundVerdict>> {
  const resolver = createResolver({
    servers: settings.dnsServers,
    timeoutMs: settings.connectTimeoutMs,
    tries: 2,
    allowPrivate: settings.allowPrivateNetworks,
    implicitMx: settings.implicitMx,
  });
  const options = {
    settings,
    resolver,
    lanes: await loadLaneTable(settings),
    suppression: NO_SUPPRESSION,
    signals: createSignals(),
    enrichment: { lookUp: () => NOWHERE },
    signal: new AbortController().signal,
    tell: () => {},
  };
  const found = new Map<string, FoundVerdict>();
  const lookAtAll = async (ofDomain: readonly string[]) => {
    for (const address of ofDomain) found.set(address, await look(address, options));
  };
  try {
    await Promise.all([...byDomain(addresses).values()].map(lookAtAll));
  } finally {
    resolver.close();
  }
  return found;
}

async function look(address: string, options: CheckOptions): Promise<FoundVerdict> {
  for (let time = 1; ; time++) {
    const { decision } = await checkAddress(address, options);
    if (decision.retry === null || time === LOOKS) return decision;
    await sleep(BETWEEN_LOOKS_MS);
  }
}

function byDomain(addresses: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const domains = new Map<string, string[]>();
  for (const address of addresses) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    domains.set(domain, [...(domains.get(domain) ?? []), address]);
  }
  return domains;
}
