import type { Keys } from '@mailsift/hints';

/** Keys by name with `{list}`, `{identity}` and `{lane}` in their places, as the scripts of this folder take them. */
export function templatesOf(keys: Keys): string {
  const [list, identity, lane] = ['{list}', '{identity}', '{lane}'] as const;
  return JSON.stringify({
    lists: keys.lists,
    list: keys.list(list),
    passes: keys.passes(list),
    facts: keys.facts(list),
    waiting: keys.waiting(list),
    lanes: keys.lanes(list),
    pendingLanes: keys.pendingLanes(identity),
    pendingLists: keys.pendingLists(identity, lane),
    pending: keys.pending(identity, lane, list),
    dispatched: keys.dispatched(identity),
    dispatchNumbers: keys.dispatchNumbers(identity),
    dispatchCounter: keys.dispatchCounter,
    slots: keys.slots(identity, lane),
    starts: keys.starts,
    workers: keys.workers(identity),
    workerConnections: keys.workerConnections(identity),
    laneState: keys.laneState(identity, lane),
  });
}
