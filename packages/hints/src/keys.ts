/**
 * The only module that spells Redis keys. Everything in Redis is a hint: what to do next, limits, counters, caches.
 *
 * | key                                  | type   | holds                                                            |
 * |--------------------------------------|--------|------------------------------------------------------------------|
 * | generation                           | STRING | set by recovery only, for one process of Redis: see memory.lua   |
 * | recovering                           | STRING | becomes `generation` once recovery is done                       |
 * | lists                                | SET    | ids of started, unfinished lists                                 |
 * | list:<id>                            | HASH   | counters and the hold (paused, canceled, ...) of a list          |
 * | list:<id>:passes                     | HASH   | batch -> last settled pass                                       |
 * | list:<id>:facts                      | SET    | facts counted already: split, cuts, resolved partitions          |
 * | list:<id>:waiting                    | ZSET   | pass -> time it may start (ms)                                   |
 * | list:<id>:lanes                      | SET    | `<identity>~<lane>` where the list had pending passes            |
 * | list:<id>:held                       | SET    | `<identity>~<lane>` where it left its turn while it is paused    |
 * | list:<id>:starts                     | HASH   | pass -> starts without a clean end                               |
 * | due                                  | ZSET   | list -> time its first waiting pass may start (ms)               |
 * | pending:<identity>                   | LIST   | lanes with pending passes, in turn                               |
 * | parked:<identity>                    | ZSET   | lanes with pending passes and no slot -> when to look again (ms) |
 * | pending:<identity>:<lane>            | ZSET   | tenant with pending passes in the lane -> its virtual time       |
 * | turns:<identity>:<lane>:<tenant>     | ZSET   | list of a tenant with pending passes there -> its virtual time   |
 * | served:<identity>:<lane>             | ZSET   | tenant without, given more than others -> its virtual time       |
 * | served:<identity>:<lane>:<tenant>    | ZSET   | list without, given more than others -> its virtual time         |
 * | pending:<identity>:<lane>:<list>     | LIST   | passes that may start                                            |
 * | dispatched:<identity>                | ZSET   | `<list>~<pass>` -> deadline (ms)                                 |
 * | dispatched:<identity>:numbers        | HASH   | `<list>~<pass>` -> dispatch number                               |
 * | dispatched:counter                   | STRING | last dispatch number                                             |
 * | slots:<identity>:<lane>              | ZSET   | dispatched `<list>~<pass>` -> virtual time its tenant had then   |
 * | slots:<identity>:<lane>:<tenant>     | ZSET   | dispatched `<list>~<pass>` -> virtual time its list had then     |
 * | shares:<identity>:<lane>             | HASH   | list -> slots of the lane that it holds                          |
 * | urgent:<identity>:<lane>             | STRING | set for a moment by a real-time check that finds the lane full   |
 * | yields:<identity>:<lane>             | STRING | the list whose pass makes room in the lane for another's         |
 * | suspects:<list>~<pass>               | SET    | addresses (by place) that were asked alone when a worker died    |
 * | identities                           | ZSET   | identity -> when it was last heard of (ms)                       |
 * | check:<id>                           | STRING | a real-time check: its address, and its answer once there is one |
 * | checks:<id>                          | STRING | a group of real-time checks: whose it is, and their ids          |
 * | workers:<identity>                   | ZSET   | worker -> heartbeat expiry (ms)                                  |
 * | workers:<identity>:connections       | HASH   | worker -> connections it may open                                |
 * | leases:<scope>                       | ZSET   | lease -> expiry (ms); scope is lane, domain, server, ip, ...     |
 * | pace:<scope>                         | HASH   | GCRA state of a scope                                            |
 * | state:<identity>:<lane>              | HASH   | what a lane's answers taught: window, rate, cooldown             |
 * | server:<identity>:<destination>      | HASH   | limits that a mail server named: connections, rcpts              |
 * | breaker:<destination>                | HASH   | connections in a row that nobody answered, and until when        |
 * | refusals                             | ZSET   | `<identity>~<lane>` -> when it last refused us (ms)              |
 * | refusal:<identity>:<lane>            | HASH   | what it said, since when, how often, until when                  |
 * | catchall:<identity>:<domain>         | STRING | yes, no, or asked, while somebody is at it                       |
 * | warmup:<identity>                    | HASH   | its first day, and the RCPTs of the last day it was counted on   |
 * | greylist:<identity>:<domain>         | STRING | after how long (ms) it let a greylisted address pass             |
 * | known:<slice>                        | HASH   | digest of (owner, address) -> its result of late                 |
 * | dns:<domain>                         | STRING | cached domain facts                                              |
 * | asked:requests:<owner>               | STRING | requests of an API key lately                                    |
 * | asked:addresses:<owner>              | STRING | addresses that an API key asked about in batches lately          |
 * | metrics                              | HASH   | worker -> its numbers, as JSON                                   |
 * | lock:<name>                          | STRING | holder of a short lock                                           |
 *
 * A pass is spelled `<batch>~<number>~<open>~<identity>~<lane>`, a batch `<partition>.<cut>.<offset>.<length>`. Scripts that
 * meet lanes, tenants and lists on the way get templates: a key with `{lane}`, `{tenant}` and `{list}` in their places. A tenant is the
 * owner of lists.
 */
export function createKeys(prefix: string) {
  const key = (...parts: string[]) => [prefix, ...parts].join(':');
  return {
    prefix,
    bull: key('bull'),
    generation: key('generation'),
    recovering: key('recovering'),
    lists: key('lists'),
    list: (listId: string) => key('list', listId),
    passes: (listId: string) => key('list', listId, 'passes'),
    facts: (listId: string) => key('list', listId, 'facts'),
    waiting: (listId: string) => key('list', listId, 'waiting'),
    lanes: (listId: string) => key('list', listId, 'lanes'),
    pendingLanes: (identity: string) => key('pending', identity),
    held: (listId: string) => key('list', listId, 'held'),
    due: key('due'),
    parked: (identity: string) => key('parked', identity),
    pendingTenants: (identity: string, lane: string) => key('pending', identity, lane),
    pendingLists: (identity: string, lane: string, tenant: string) => key('turns', identity, lane, tenant),
    pending: (identity: string, lane: string, listId: string) => key('pending', identity, lane, listId),
    dispatched: (identity: string) => key('dispatched', identity),
    dispatchNumbers: (identity: string) => key('dispatched', identity, 'numbers'),
    dispatchCounter: key('dispatched', 'counter'),
    servedTenants: (identity: string, lane: string) => key('served', identity, lane),
    servedLists: (identity: string, lane: string, tenant: string) => key('served', identity, lane, tenant),
    slots: (identity: string, lane: string) => key('slots', identity, lane),
    tenantSlots: (identity: string, lane: string, tenant: string) => key('slots', identity, lane, tenant),
    shares: (identity: string, lane: string) => key('shares', identity, lane),
    urgent: (identity: string, lane: string) => key('urgent', identity, lane),
    yields: (identity: string, lane: string) => key('yields', identity, lane),
    starts: (listId: string) => key('list', listId, 'starts'),
    suspects: (pass: string) => key('suspects', pass),
    identities: key('identities'),
    check: (id: string) => key('check', id),
    checkGroup: (id: string) => key('checks', id),
    workers: (identity: string) => key('workers', identity),
    workerConnections: (identity: string) => key('workers', identity, 'connections'),
    leases: (scope: string) => key('leases', scope),
    pace: (scope: string) => key('pace', scope),
    laneState: (identity: string, lane: string) => key('state', identity, lane),
    serverLimits: (identity: string, destination: string) => key('server', identity, destination),
    breaker: (destination: string) => key('breaker', destination),
    refusals: key('refusals'),
    asked: (what: 'requests' | 'addresses') => key('asked', what),
    refusal: (identity: string, lane: string) => key('refusal', identity, lane),
    catchAll: (identity: string, domain: string) => key('catchall', identity, domain),
    warmUp: (identity: string) => key('warmup', identity),
    greylist: (identity: string, domain: string) => key('greylist', identity, domain),
    knownResults: (slice: number) => key('known', String(slice)),
    dns: (domain: string) => key('dns', domain),
    metrics: key('metrics'),
    lock: (name: string) => key('lock', name),
  };
}

export type Keys = ReturnType<typeof createKeys>;
