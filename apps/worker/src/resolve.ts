import { isDeleted, readRecords, readResolved, readSplitDone, resolvePartition } from '@mailsift/lists';
import { HANDOVER_MS, type Progressed, reconcileList, rendezvous } from '@mailsift/queues';
import { dispatchAll } from './dispatchAll.ts';
import type { WorkerContext } from './workerContext.ts';

/** Thrown to leave a resolve job where nothing more may be written: what is stored stands, the upkeep decides what is next. */
class Left extends Error {}

/** Looks up the domains of a partition and publishes its batches; then adds the list's next partition. */
export async function resolve(
  context: WorkerContext,
  { listId, partition }: { readonly listId: string; readonly partition: string },
): Promise<void> {
  try {
    await run(context, listId, partition);
  } catch (error) {
    if (!(error instanceof Left)) throw error;
  }
  await reconcileList(context, listId, context.settings.maxListAgeMs);
}

async function run(context: WorkerContext, listId: string, partition: string): Promise<void> {
  const { store, passes, redis, keys } = context;
  const split = await readSplitDone(store, listId);
  if (split === null || (await isDeleted(store, listId))) return;
  const known = await readResolved(store, { listId, partition });
  const identities = await identitiesOf(context);
  let mayGoOn = true;
  const resolved = await resolvePartition({
    store,
    listId,
    partition,
    // Where the file says all is resolved, only its cuts have to be made known again.
    records: known === null ? readRecords(store, { listId, nonce: split.nonce, partition }) : nothing(),
    suppressedBy: (address) => context.suppression.find(address),
    resolveDomain: (domain) => context.resolver.resolve(domain),
    identityOf: rendezvous(identities),
    lanes: context.lanes,
    signals: context.signals,
    frequentDomains: split.frequentDomains,
    now: Date.now,
    checkpoint() {
      if (!mayGoOn || context.stopping.aborted) throw new Left();
    },
    async publish(name, cut) {
      goOnIf(await passes.publishCut(listId, name, cut));
      // A list that was paused goes on being resolved; one that has ended does not.
      const hold = await redis.hget(keys.list(listId), 'hold');
      mayGoOn = hold === 'none' || hold === 'paused';
      if (hold === 'none') await dispatchAll(context);
    },
  });
  goOnIf(await passes.publishResolved(listId, partition, known ?? resolved));
}

function goOnIf(progressed: Progressed): void {
  if (progressed === 'cold' || progressed === 'gone') throw new Left();
}

async function* nothing(): AsyncGenerator<never> {}

/** Those of all workers, on this machine or another: a list is shared out over every identity there is. */
async function identitiesOf({ identities, settings }: WorkerContext): Promise<readonly string[]> {
  const heardOf = await identities.heardOf(HANDOVER_MS);
  return heardOf.length > 0 ? heardOf : settings.identities.map(({ id }) => id);
}
