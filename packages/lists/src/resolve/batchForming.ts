import { type LaneName, TAIL_LANE } from '@mailsift/lanes';
import type { BatchDomain, CutContent } from '../cut/cut.ts';

export const BATCH_SIZE = 100;
/** A short list is cut finer, so that it has as many passes at once as a lane has slots for, and its share beside a long one. */
const SMALLEST_BATCH = 20;
const BATCHES_OF_SHORT_LIST = 5;
/** A plain MX site with fewer addresses than this goes to the tail: a job of its own would cost more than it asks. */
const OWN_BATCH = 25;

type Batch = CutContent['batches'][number];

interface Group {
  readonly identity: string;
  readonly lane: LaneName;
  domains: BatchDomain[];
  size: number;
}

/** Packs resolved domains into batches: of one lane each, or whole small domains into the tail's. */
export class BatchForming {
  readonly #groups = new Map<string, Group>();
  readonly #size: number;

  /** `addresses`: how many there are to pack in all. */
  constructor(addresses: number) {
    const share = Math.ceil(addresses / BATCHES_OF_SHORT_LIST);
    this.#size = Math.min(BATCH_SIZE, Math.max(SMALLEST_BATCH, share));
  }

  /** Takes a domain in; gives the batches that became full by it. */
  add(domain: BatchDomain, identity: string, lane: LaneName): readonly Batch[] {
    const full: Batch[] = [];
    let { addresses } = domain;
    for (; addresses.length > this.#size; addresses = addresses.slice(this.#size)) {
      full.push({ identity, lane: lane.lane, domains: [{ ...domain, addresses: addresses.slice(0, this.#size) }] });
    }
    const group = this.#group(identity, lane);
    // A domain is kept whole: what has no room begins the next batch.
    if (group.size + addresses.length > this.#size) full.push(take(group));
    group.domains.push({ ...domain, addresses });
    group.size += addresses.length;
    if (group.size === this.#size) full.push(take(group));
    return full;
  }

  /** Everything that is left. Providers keep their lane whatever their size; small sites are packed together. */
  rest(): readonly Batch[] {
    const batches: Batch[] = [];
    const tails = new BatchForming(Number.POSITIVE_INFINITY);
    for (const group of this.#groups.values()) {
      if (group.size === 0) continue;
      const isOwn = group.lane.provider !== null || group.size >= OWN_BATCH || group.lane.lane === TAIL_LANE.lane;
      if (isOwn) batches.push(take(group));
      else for (const domain of take(group).domains) batches.push(...tails.add(domain, group.identity, TAIL_LANE));
    }
    this.#groups.clear();
    return tails.#groups.size === 0 ? batches : [...batches, ...tails.rest()];
  }

  #group(identity: string, lane: LaneName): Group {
    const key = `${identity}~${lane.lane}`;
    const group = this.#groups.get(key) ?? { identity, lane, domains: [], size: 0 };
    this.#groups.set(key, group);
    return group;
  }
}

function take(group: Group): Batch {
  const batch = { identity: group.identity, lane: group.lane.lane, domains: group.domains };
  group.domains = [];
  group.size = 0;
  return batch;
}
