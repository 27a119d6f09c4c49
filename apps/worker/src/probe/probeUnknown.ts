import type { AddressResult } from '@mailsift/lists';
import type { WorkerContext } from '../workerContext.ts';
import type { OpenDomain } from './openDomains.ts';
import { type PassTerms, probeOpenDomain } from './probeOpenDomain.ts';

/** A result for each open address of one domain: those that are known of late as they are, the others by asking. */
export async function probeUnknown(
  context: Parameters<typeof probeOpenDomain>[0] & Pick<WorkerContext, 'knownResults'>,
  open: OpenDomain,
  terms: PassTerms,
): Promise<readonly AddressResult[]> {
  const { knownResults } = context;
  const known = await knownResults.find(terms.tenant, open.addresses);
  const unknown = open.addresses.filter((_, index) => known[index] === null);
  const asked = unknown.length === 0 ? [] : await probeOpenDomain(context, { ...open, addresses: unknown }, terms);
  await knownResults.keep(terms.tenant, asked);
  const answers = asked.values();
  return known.map((result) => {
    const next = result ?? answers.next().value;
    if (next === undefined) throw new Error('An address has no result');
    return next;
  });
}
