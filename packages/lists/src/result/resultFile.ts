import { RETRY_REASONS } from '@mailsift/verdict';
import { z } from 'zod';
import { readBytes } from '../store/readObject.ts';
import type { Store } from '../store/store.ts';
import { type BatchId, storeKeys } from '../store/storeKeys.ts';
import { type AddressResult, addressResultSchema } from './addressResult.ts';
import { tallyOf, tallySchema } from './tally.ts';

const count = z.int().min(0);

const headerSchema = z.object({
  pass: z.int().min(1),
  identity: z.string(),
  lane: z.string(),
  /** What this pass decided. */
  tally: tallySchema,
  /** Open addresses by the reason they wait for; `at` is when the next pass may start (epoch ms). Null: none. */
  remainder: z.object({ at: z.number(), waiting: z.partialRecord(z.enum(RETRY_REASONS), count) }).nullable(),
});
/** The first line of a result file: all that settling it needs. */
export type ResultHeader = z.infer<typeof headerSchema>;

export interface PassResult {
  readonly header: ResultHeader;
  readonly results: readonly AddressResult[];
}

/** Retries that are due within this of the first are taken along: one session for them all. */
const CLUSTER_MS = 60_000;
/** But never more than this part of how long the first still has to wait, so that short delays stay apart. */
const CLUSTER_PART = 0.25;

/** The header follows from the results alone. `now` is when they were published. */
export function headerOf(
  results: readonly AddressResult[],
  about: { readonly pass: number; readonly identity: string; readonly lane: string; readonly now: number },
): ResultHeader {
  const { pass, identity, lane, now } = about;
  return { pass, identity, lane, tally: tallyOf(results), remainder: remainderOf(results, now) };
}

function remainderOf(results: readonly AddressResult[], now: number): ResultHeader['remainder'] {
  const retries = results.flatMap(({ retry }) => (retry === null ? [] : [retry]));
  if (retries.length === 0) return null;
  const waiting: Partial<Record<(typeof RETRY_REASONS)[number], number>> = {};
  for (const { reason } of retries) waiting[reason] = (waiting[reason] ?? 0) + 1;
  const first = Math.min(...retries.map((retry) => retry.notBefore));
  const reach = Math.min(CLUSTER_MS, Math.max(0, first - now) * CLUSTER_PART);
  const at = Math.max(...retries.map((retry) => retry.notBefore).filter((due) => due <= first + reach));
  return { at, waiting };
}

/** Publishes a pass; a loser of the race gets the winner's, which alone counts. */
export async function publishPass(store: Store, at: PassAddress, result: PassResult): Promise<PassResult> {
  const lines = [result.header, ...result.results].map((line) => `${JSON.stringify(line)}\n`);
  const outcome = await store.putIfAbsent(keyOfPass(at), lines.join(''));
  if (outcome === 'stored') return result;
  const winner = await readPass(store, at);
  if (winner === null) throw new Error('A result file vanished: its list is being deleted');
  return winner;
}

/** Which pass of which batch of which list. */
export interface PassAddress {
  readonly listId: string;
  readonly batch: BatchId;
  readonly pass: number;
}

function keyOfPass({ listId, batch, pass }: PassAddress): string {
  return storeKeys.result(listId, batch, pass);
}

export async function readPass(store: Store, at: PassAddress): Promise<PassResult | null> {
  const bytes = await readBytes(store, keyOfPass(at));
  return bytes === null ? null : parsePass(bytes);
}

export function parsePass(bytes: Buffer): PassResult {
  const [first = '', ...lines] = bytes.toString('utf8').trimEnd().split('\n');
  return {
    header: headerSchema.parse(JSON.parse(first)),
    results: lines.map((line) => addressResultSchema.parse(JSON.parse(line))),
  };
}

const HEAD_LENGTH = 4_096;

/** The header alone, for recovery: one short read. */
export async function readHeader(store: Store, key: string): Promise<ResultHeader | null> {
  const bytes = await readBytes(store, key, { start: 0, length: HEAD_LENGTH });
  if (bytes === null) return null;
  const end = bytes.indexOf(10);
  return headerSchema.parse(JSON.parse(bytes.toString('utf8', 0, end === -1 ? bytes.length : end)));
}
