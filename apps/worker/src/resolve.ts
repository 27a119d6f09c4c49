import { createHash } from 'node:crypto';
import { isDeleted, readRecords, readResolved, readSplitDone, resolvePartition } from '@mailsift/lists';
import { type Progressed, reconcileList } from '@mailsift/queues';
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
  const { store, passes, settings, redis, keys } = context;
  const split = await readSplitDone(store, listId);
  if (split === null || (await isDeleted(store, listId))) return;
  const known = await readResolved(store, { listId, partition });
  let mayGoOn = true;
  const resolved = await resolvePartition({
    store,
    listId,
    partition,
    // Where the file says all is resolved, only its cuts have to be made known again.
    records: known === null ? readRecords(store, { listId, nonce: split.nonce, partition }) : nothing(),
    resolveDomain: (domain) => context.resolver.resolve(domain),
    identityOf: rendezvous(settings.identities.map(({ id }) => id)),
    laneDefaults: context.laneDefaults,
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

/** Rendezvous hashing: when identities are added or taken away, only the domains that have to move do. */
function rendezvous(identities: readonly string[]): (domain: string) => string {
  const [only] = identities;
  if (only === undefined) throw new Error('There is no identity to ask as');
  if (identities.length === 1) return () => only;
  const rank = (identity: string, domain: string) =>
    createHash('sha256').update(`${identity}\0${domain}`).digest('hex');
  return (domain) =>
    identities.reduce((best, identity) => (rank(identity, domain) > rank(best, domain) ? identity : best), only);
}
