import {
  type AddressResult,
  type Batch,
  headerOf,
  isDeleted,
  type PassResult,
  publishPass,
  readBatch,
  readPass,
  readSealed,
  storeKeys,
} from '@mailsift/lists';
import { type DispatchedPass, reconcileList } from '@mailsift/queues';
import { dispatchAll } from '../dispatchAll.ts';
import type { WorkerContext } from '../workerContext.ts';
import { openWork } from './openDomains.ts';
import { PassRun } from './passRun.ts';

/**
 * One pass of a batch: asks, publishes the results, settles. Nothing a mail server says makes it throw. Whatever dies
 * in between: what is published is settled by the next start of the pass, and what is not is asked again.
 */
export async function probePass(context: WorkerContext, dispatched: DispatchedPass): Promise<void> {
  const begun = await context.passes.begin(dispatched);
  if (begun === 'cold' || begun === 'stale') return;
  if (begun === 'held') {
    await context.passes.handBack(dispatched, 0);
    return;
  }
  const previous = await readPrevious(context, dispatched);
  const published =
    (await readPass(context.store, addressOf(dispatched))) ?? (await probe(context, dispatched, { begun, previous }));
  if (published !== null) await settle(context, dispatched, { published, previous });
  await dispatchAll(context);
}

function addressOf({ listId, pass }: DispatchedPass) {
  return { listId, batch: pass.batch, pass: pass.number };
}

async function readPrevious({ store }: WorkerContext, { listId, pass }: DispatchedPass): Promise<PassResult | null> {
  if (pass.number === 1) return null;
  const previous = await readPass(store, { listId, batch: pass.batch, pass: pass.number - 1 });
  if (previous === null && !(await isDeleted(store, listId))) throw new Error('A pass before this one has no result');
  return previous;
}

/** Null where nobody was asked: then the pass was handed back, or its list is gone. */
async function probe(
  context: WorkerContext,
  dispatched: DispatchedPass,
  { begun, previous }: { readonly begun: number | 'first'; readonly previous: PassResult | null },
): Promise<PassResult | null> {
  const { listId, pass } = dispatched;
  const batch = await readBatch(context.store, listId, pass.batch);
  if (batch === null || (pass.number > 1 && previous === null)) return null;
  const { domains, carried } = openWork(batch, previous);
  const results = await new PassRun(context, dispatched, begun).all(domains);
  const before = new Map((previous?.results ?? []).map(({ address, attempts }) => [address, attempts]));
  const isUntouched = ({ address, attempts, retry }: AddressResult) =>
    retry?.reason === 'not_started' && attempts === (before.get(address) ?? 0);
  // Publishing that nobody had a turn would tell nobody anything.
  if (carried.length === 0 && results.every(isUntouched)) {
    await context.passes.handBack(dispatched, Math.min(...results.map((result) => result.retry?.notBefore ?? 0)));
    return null;
  }
  const published = await publish(context, dispatched, { batch, results: [...results, ...carried] });
  // Those of a loser of the race count for nobody.
  if (published?.isOurs === true) context.metrics.published(results);
  return published?.result ?? null;
}

async function publish(
  { store }: WorkerContext,
  dispatched: DispatchedPass,
  { batch, results }: { readonly batch: Batch; readonly results: readonly AddressResult[] },
): Promise<{ readonly result: PassResult; readonly isOurs: boolean } | null> {
  if (await isDeleted(store, dispatched.listId)) return null;
  // The identity that asked, which need not be the batch's: one that disappears hands its work over.
  const { number: pass, identity } = dispatched.pass;
  const header = headerOf(results, { pass, identity, lane: batch.lane, now: Date.now() });
  const own: PassResult = { header, results };
  const result = await publishPass(store, addressOf(dispatched), own);
  return { result, isOurs: result === own };
}

async function settle(
  context: WorkerContext,
  { listId, pass }: DispatchedPass,
  { published, previous }: { readonly published: PassResult; readonly previous: PassResult | null },
): Promise<void> {
  const { passes, catalogue, store, settings } = context;
  const headers = { now: published.header, previous: previous?.header ?? null };
  const progressed = await passes.settle(listId, pass, headers);
  const { remainder } = published.header;
  if (remainder !== null && progressed === 'open') await catalogue.addWake(pass.identity, remainder.at);
  if (progressed === 'complete') await reconcileList(context, listId, settings.maxListAgeMs);
  if (progressed !== 'gone') return;
  // The list ended meanwhile: nobody reads this any more.
  if ((await isDeleted(store, listId)) || (await readSealed(store, listId)) !== null) {
    await store.delete(storeKeys.allResults(listId));
  }
}
