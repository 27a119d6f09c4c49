import type { DomainFacts } from '@mailsift/lanes';
import { type AddressResult, type Batch, type BatchAddress, keyOf, type PassResult } from '@mailsift/lists';

/** An address that is to be asked about, and what an earlier pass said of it. */
export interface OpenAddress {
  readonly address: BatchAddress;
  readonly previous: AddressResult | null;
}

export interface OpenDomain {
  readonly domain: string;
  readonly facts: DomainFacts;
  readonly addresses: readonly OpenAddress[];
}

/** What a pass has to do, and what it carries over because its time has not come. */
export interface OpenWork {
  readonly domains: readonly OpenDomain[];
  readonly carried: readonly AddressResult[];
}

/** All of a batch on its first pass; on a later one, what the pass before it left and is due. */
export function openWork(batch: Batch, previous: PassResult | null): OpenWork {
  if (previous === null) {
    return {
      domains: batch.domains.map((domain) => ({ ...domain, addresses: domain.addresses.map(fresh) })),
      carried: [],
    };
  }
  const left = previous.results.filter(({ retry }) => retry !== null);
  const startedAt = previous.header.remainder?.at ?? 0;
  const isDue = ({ retry }: AddressResult) => retry !== null && retry.notBefore <= startedAt;
  const due = new Map(left.filter(isDue).map((result) => [keyOf(result.address), result]));
  const domains = batch.domains
    .map((domain) => ({
      ...domain,
      addresses: domain.addresses.flatMap((address) => {
        const known = due.get(keyOf(address.address));
        return known === undefined ? [] : [{ address, previous: known }];
      }),
    }))
    .filter(({ addresses }) => addresses.length > 0);
  return { domains, carried: left.filter((result) => !isDue(result)) };
}

function fresh(address: BatchAddress): OpenAddress {
  return { address, previous: null };
}
