import type { Keys } from '@mailsift/hints';

/** Keys by name with `{list}`, `{identity}`, `{lane}` and `{tenant}` in their places, as the scripts of this folder take them. */
export function templatesOf(keys: Keys): string {
  const [list, identity, lane, tenant] = ['{list}', '{identity}', '{lane}', '{tenant}'] as const;
  return JSON.stringify({
    lists: keys.lists,
    list: keys.list(list),
    passes: keys.passes(list),
    facts: keys.facts(list),
    waiting: keys.waiting(list),
    lanes: keys.lanes(list),
    held: keys.held(list),
    due: keys.due,
    identities: keys.identities,
    pendingLanes: keys.pendingLanes(identity),
    parked: keys.parked(identity),
    pendingTenants: keys.pendingTenants(identity, lane),
    pendingLists: keys.pendingLists(identity, lane, tenant),
    pending: keys.pending(identity, lane, list),
    dispatched: keys.dispatched(identity),
    dispatchNumbers: keys.dispatchNumbers(identity),
    dispatchCounter: keys.dispatchCounter,
    servedTenants: keys.servedTenants(identity, lane),
    servedLists: keys.servedLists(identity, lane, tenant),
    slots: keys.slots(identity, lane),
    tenantSlots: keys.tenantSlots(identity, lane, tenant),
    shares: keys.shares(identity, lane),
    urgent: keys.urgent(identity, lane),
    yields: keys.yields(identity, lane),
    starts: keys.starts(list),
    workers: keys.workers(identity),
    workerConnections: keys.workerConnections(identity),
    laneState: keys.laneState(identity, lane),
  });
}
