import type { DomainFacts } from '@mailsift/lanes';
import { z } from 'zod';
import { type AddressResult, addressResultSchema, batchAddressSchema } from '../result/addressResult.ts';
import { type Tally, tallyOf } from '../result/tally.ts';
import { readBytes } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { type BatchId, storeKeys } from '../store/storeKeys.ts';

const hostSchema = z.object({ host: z.string(), preference: z.number(), ips: z.array(z.string()).readonly() });

const factsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mx'), hosts: z.array(hostSchema).readonly(), implicit: z.boolean() }),
  z.object({ kind: z.literal('null_mx') }),
  z.object({ kind: z.literal('no_mx'), hasAddress: z.boolean() }),
  z.object({ kind: z.literal('nxdomain') }),
  z.object({ kind: z.literal('dangling_mx'), hosts: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('not_routable'), hosts: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('dns_error'), code: z.string() }),
]) satisfies z.ZodType<DomainFacts>;

const batchDomainSchema = z.object({
  domain: z.string(),
  facts: factsSchema,
  addresses: z.array(batchAddressSchema),
});
export type BatchDomain = z.infer<typeof batchDomainSchema>;

const batchSchema = z.object({
  kind: z.literal('batch'),
  identity: z.string(),
  /** `tail` where small domains are packed: each of them is admitted on its own lane. */
  lane: z.string(),
  domains: z.array(batchDomainSchema),
});
/** Up to 100 addresses that one job asks about. */
export type Batch = z.infer<typeof batchSchema>;

const decidedSchema = addressResultSchema.extend({ kind: z.literal('decided') });
const cutLineSchema = z.discriminatedUnion('kind', [batchSchema, decidedSchema]);

/** A cut before it is written: the batches to ask about, and what DNS or syntax alone decided. */
export interface CutContent {
  readonly batches: readonly Omit<Batch, 'kind'>[];
  readonly decided: readonly AddressResult[];
}

/** Where a batch is, and in which lane it waits. */
export interface BatchEntry {
  readonly id: BatchId;
  readonly identity: string;
  readonly lane: string;
  readonly addresses: number;
}

/** A cut as it is stored: the same for whoever reads it. */
export interface Cut {
  readonly entries: readonly BatchEntry[];
  /** Counts of `decided`. */
  readonly tally: Tally;
  /** Every address of it, as key: what a racing resolver need not publish again. */
  readonly covered: readonly string[];
}

export function encodeCut({ batches, decided }: CutContent): string {
  const lines = [
    ...batches.map((batch) => JSON.stringify({ kind: 'batch', ...batch })),
    ...decided.map((result) => JSON.stringify({ kind: 'decided', ...result })),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Reads a whole cut; null when it is not there. */
export async function readCut(
  store: Store,
  listId: string,
  at: { partition: string; cut: number },
): Promise<Cut | null> {
  const bytes = await readBytes(store, storeKeys.cut(listId, at.partition, at.cut));
  if (bytes === null) return null;
  const entries: BatchEntry[] = [];
  const decided: AddressResult[] = [];
  const covered: string[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = bytes.indexOf(10, offset);
    const length = end - offset;
    const line = cutLineSchema.parse(JSON.parse(bytes.toString('utf8', offset, end)));
    if (line.kind === 'decided') {
      decided.push(line);
      covered.push(keyOf(line.address));
    } else {
      const addresses = line.domains.flatMap((domain) => domain.addresses);
      entries.push({
        id: { ...at, offset, length },
        identity: line.identity,
        lane: line.lane,
        addresses: addresses.length,
      });
      for (const { address } of addresses) covered.push(keyOf(address));
    }
    offset = end + 1;
  }
  return { entries, tally: tallyOf(decided), covered };
}

/** What a cut decided by itself, for the join. */
export async function* readDecided(store: Store, key: string): AsyncGenerator<AddressResult> {
  const bytes = await readBytes(store, key);
  for (const line of (bytes ?? '').toString('utf8').split('\n')) {
    if (!line.startsWith('{"kind":"decided"')) continue;
    yield decidedSchema.parse(JSON.parse(line));
  }
}

/** Reads one batch by its id alone. */
export async function readBatch(store: Store, listId: string, id: BatchId): Promise<Batch | null> {
  const bytes = await readBytes(store, storeKeys.cut(listId, id.partition, id.cut), {
    start: id.offset,
    length: id.length,
  });
  return bytes === null ? null : batchSchema.parse(JSON.parse(bytes.toString('utf8')));
}

/** Two spellings of one address have one key: DESIGN folds case and nothing else. */
export function keyOf(address: string): string {
  return address.toLowerCase();
}
