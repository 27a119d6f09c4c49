import { setImmediate } from 'node:timers/promises';
import { type DomainFacts, type LaneTable, TAIL_LANE } from '@mailsift/lanes';
import { type Flag, flagsOf, type Signals } from '@mailsift/signals';
import { type Decision, decideDomain, decideSuppressed, decideSyntax, decideUnverifiable } from '@mailsift/verdict';
import { type CutContent, keyOf } from '../cut/cut.ts';
import type { BatchAddress } from '../result/addressResult.ts';
import { decidedResult } from '../result/decidedResult.ts';
import type { SplitRecord } from '../split/splitRecord.ts';
import { BatchForming } from './batchForming.ts';
import { CutContents, CutWriter, type CutWriterOptions } from './cutWriter.ts';
import { type Resolved, writeResolved } from './resolved.ts';
import { collectUnique, localOf, type UniqueAddress, type UniqueAddresses } from './uniqueAddresses.ts';

export interface ResolveOptions extends CutWriterOptions {
  readonly records: AsyncIterable<readonly SplitRecord[]>;
  /** What of the operator's keeps an address from being checked, or null; asked before DNS is. */
  readonly suppressedBy?: (address: string) => 'domain' | 'address' | null;
  readonly resolveDomain: (domain: string) => Promise<DomainFacts>;
  /** Who asks about a domain: the same identity for all its addresses, in every run. */
  readonly identityOf: (domain: string) => string;
  readonly lanes: Pick<LaneTable, 'nameLane' | 'policyOf'>;
  readonly signals: Signals;
  readonly frequentDomains: readonly string[];
  /** Throws where the work is to stop: a shutdown, a list that is gone or on hold. */
  readonly checkpoint: () => void;
  readonly now: () => number;
}

/**
 * Domains looked up at once; a slow one holds up no other as long as not all of these are slow. The resolver takes 200: a short
 * list beside this one does not wait for its slow domains.
 */
const LOOK_UPS = 150;
/** A cut under way is closed after this, full or not: slow domains delay nobody. */
const CUT_AGE_MS = 1_000;
/** Addresses described before others get their turn: a few milliseconds. */
const SLICE = 500;

/** Looks up every domain of a partition once and publishes cuts of batches; gives what was written of it as a whole. */
export async function resolvePartition(options: ResolveOptions): Promise<Resolved> {
  const unique = await collectUnique(options.records);
  const writer = new CutWriter(options);
  forgetCovered(unique, await writer.catchUp());
  const run = new PartitionRun(options, writer, unique);
  await run.all();
  const resolved = { cuts: writer.count, addresses: unique.count, records: unique.records };
  await writeResolved(options.store, options, resolved);
  return resolved;
}

function forgetCovered({ domains, invalid }: UniqueAddresses, covered: ReadonlySet<string>): void {
  for (const key of covered) {
    if (invalid.delete(key)) continue;
    domains.get(key.slice(key.lastIndexOf('@') + 1))?.delete(key);
  }
}

class PartitionRun {
  readonly #options: ResolveOptions;
  readonly #writer: CutWriter;
  readonly #unique: UniqueAddresses;
  readonly #forming: BatchForming;
  readonly #contents = new CutContents();
  /** What racing resolvers published meanwhile: not to be published again. */
  readonly #covered = new Set<string>();
  #since: number;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ResolveOptions, writer: CutWriter, unique: UniqueAddresses) {
    this.#options = options;
    this.#writer = writer;
    this.#unique = unique;
    this.#forming = new BatchForming(unique.count);
    this.#since = options.now();
  }

  async all(): Promise<void> {
    await this.#decideInvalid();
    const waiting = this.#unique.domains.entries();
    const lookUp = async () => {
      for (const [domain, addresses] of waiting) {
        if (addresses.size === 0) continue;
        this.#options.checkpoint();
        const open = await this.#takeSuppressed(domain, [...addresses.values()]);
        if (open.length > 0) await this.#takeAll(domain, open, await this.#options.resolveDomain(domain));
      }
    };
    // What fails here fails again where the cut is awaited.
    const ticking = setInterval(() => void this.#closeIfDue().catch(() => {}), CUT_AGE_MS / 2);
    try {
      await Promise.all(Array.from({ length: LOOK_UPS }, lookUp));
    } finally {
      clearInterval(ticking);
    }
    await this.#close('all');
    await this.#writing;
  }

  async #decideInvalid(): Promise<void> {
    for (const { cell, reason, rows } of this.#unique.invalid.values()) {
      const suggested = this.#options.signals.suggestRepair(cell);
      const flags: Flag[] = suggested === null ? [] : ['typo'];
      const address = { address: cell, rows, flags, suggested };
      this.#decide([address], decideSyntax(reason));
      if (this.#contents.isFull) await this.#close('full');
    }
  }

  /** Gives back the addresses that may be asked about. */
  async #takeSuppressed(domain: string, unique: readonly UniqueAddress[]): Promise<readonly UniqueAddress[]> {
    const { suppressedBy } = this.#options;
    if (suppressedBy === undefined) return unique;
    const open: UniqueAddress[] = [];
    for (const [index, address] of unique.entries()) {
      const by = suppressedBy(address.address);
      if (by === null) open.push(address);
      else this.#decide([this.#describe(address, domain, [])], decideSuppressed(by));
      if (index % SLICE !== SLICE - 1) continue;
      await this.#closeIfDue();
      await setImmediate();
    }
    await this.#closeIfDue();
    return open;
  }

  /** In slices: a hot domain may have all addresses of the partition, and the process has timers to keep. */
  async #takeAll(domain: string, unique: readonly UniqueAddress[], facts: DomainFacts): Promise<void> {
    for (let start = 0; start < unique.length; start += SLICE) {
      this.#take(domain, unique.slice(start, start + SLICE), facts);
      await this.#closeIfDue();
      if (start > 0) await setImmediate();
    }
  }

  #take(domain: string, unique: readonly UniqueAddress[], facts: DomainFacts): void {
    const mxHosts = facts.kind === 'mx' ? facts.hosts.map(({ host }) => host) : [];
    const addresses = unique
      .filter(({ address }) => !this.#covered.has(keyOf(address)))
      .map((address) => this.#describe(address, domain, mxHosts));
    if (addresses.length === 0) return;
    // What DNS could not tell now is asked again when its turn comes.
    const decision = facts.kind === 'dns_error' ? null : decideDomain(facts);
    if (decision !== null) {
      this.#decide(addresses, decision);
      return;
    }
    const { lanes } = this.#options;
    const lane = facts.kind === 'mx' ? lanes.nameLane(facts) : TAIL_LANE;
    if (!lanes.policyOf(lane).verifiable) {
      this.#decide(addresses, decideUnverifiable());
      return;
    }
    const full = this.#forming.add({ domain, facts, addresses }, this.#options.identityOf(domain), lane);
    this.#contents.batches.push(...full);
  }

  #describe({ address, rows }: UniqueAddress, domain: string, mxHosts: readonly string[]): BatchAddress {
    const { signals, frequentDomains } = this.#options;
    const described = signals.describeAddress({ local: localOf(address), domain }, { mxHosts, frequentDomains });
    return { address, rows, flags: flagsOf(described), suggested: described.emailSuggested };
  }

  #decide(addresses: readonly BatchAddress[], decision: Decision): void {
    const at = this.#options.now();
    for (const address of addresses) this.#contents.decided.push(decidedResult(address, decision, at));
  }

  async #closeIfDue(): Promise<void> {
    if (this.#contents.isFull) await this.#close('full');
    else if (this.#options.now() - this.#since >= CUT_AGE_MS) await this.#close('all');
  }

  /** Cuts are written one after the other: their numbers have no gaps. */
  #close(what: 'full' | 'all'): Promise<void> {
    if (what === 'all') this.#contents.batches.push(...this.#forming.rest());
    this.#since = this.#options.now();
    if (this.#contents.isEmpty) return this.#writing;
    const content = this.#contents.take();
    this.#writing = this.#writing.then(() => this.#write(content));
    return this.#writing;
  }

  async #write(content: CutContent): Promise<void> {
    let open = this.#covered.size === 0 ? content : without(content, this.#covered);
    while (open.batches.length > 0 || open.decided.length > 0) {
      this.#options.checkpoint();
      const winners = await this.#writer.write(open);
      if (winners === null) return;
      for (const key of winners) this.#covered.add(key);
      open = without(open, winners);
    }
  }
}

/** What is left of a cut when some of its addresses are published already. */
function without({ batches, decided }: CutContent, covered: ReadonlySet<string>): CutContent {
  const isOpen = ({ address }: { readonly address: string }) => !covered.has(keyOf(address));
  return {
    decided: decided.filter(isOpen),
    batches: batches
      .map((batch) => ({
        ...batch,
        domains: batch.domains
          .map((domain) => ({ ...domain, addresses: domain.addresses.filter(isOpen) }))
          .filter(({ addresses }) => addresses.length > 0),
      }))
      .filter(({ domains }) => domains.length > 0),
  };
}
