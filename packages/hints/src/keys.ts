/**
 * The only module that spells Redis keys. Everything in Redis is a hint: what to do next, limits, counters, caches.
 *
 * | key                                  | type   | holds                                                      |
 * |--------------------------------------|--------|------------------------------------------------------------|
 * | generation                           | STRING | set by recovery only; without it every script says `cold`  |
 * | lists                                | SET    | ids of unfinished lists                                    |
 * | list:<id>                            | HASH   | counters and the hold (paused, canceled) of a list         |
 * | list:<id>:passes                     | HASH   | batch -> last settled pass                                 |
 * | list:<id>:cuts                       | SET    | published cuts                                             |
 * | list:<id>:waiting                    | ZSET   | pass entry -> time it may start (ms)                       |
 * | pending:<identity>                   | LIST   | lanes with pending passes, in turn                         |
 * | pending:<identity>:<lane>            | LIST   | lists with pending passes in the lane, in turn             |
 * | pending:<identity>:<lane>:<list>     | LIST   | pass entries that may start                                |
 * | dispatched                           | ZSET   | pass entry -> deadline (ms)                                |
 * | dispatched:numbers                   | HASH   | pass entry -> dispatch number                              |
 * | slots:<identity>:<lane>              | ZSET   | pass entry -> deadline (ms)                                |
 * | workers                              | ZSET   | worker -> heartbeat expiry (ms)                            |
 * | workers:capacity                     | HASH   | worker -> connections                                      |
 * | leases:<scope>                       | ZSET   | lease -> expiry (ms); scope is lane, domain, ip, identity  |
 * | pace:<scope>                         | HASH   | GCRA state of a scope                                      |
 * | state:<identity>:<lane>              | HASH   | what a lane's answers taught: window, rate, cooldown       |
 * | catchall:<identity>:<domain>         | STRING | yes, no                                                    |
 * | dns:<domain>                         | STRING | cached domain facts                                        |
 * | lock:<name>                          | STRING | holder of a short lock                                     |
 */
export function createKeys(prefix: string) {
  const key = (...parts: string[]) => [prefix, ...parts].join(':');
  return {
    prefix,
    bull: key('bull'),
    generation: key('generation'),
    lists: key('lists'),
    list: (listId: string) => key('list', listId),
    passes: (listId: string) => key('list', listId, 'passes'),
    cuts: (listId: string) => key('list', listId, 'cuts'),
    waiting: (listId: string) => key('list', listId, 'waiting'),
    pendingLanes: (identity: string) => key('pending', identity),
    pendingLists: (identity: string, lane: string) => key('pending', identity, lane),
    pending: (identity: string, lane: string, listId: string) => key('pending', identity, lane, listId),
    dispatched: key('dispatched'),
    dispatchNumbers: key('dispatched', 'numbers'),
    dispatchCounter: key('dispatched', 'counter'),
    slots: (identity: string, lane: string) => key('slots', identity, lane),
    workers: key('workers'),
    workerCapacity: key('workers', 'capacity'),
    leases: (scope: string) => key('leases', scope),
    pace: (scope: string) => key('pace', scope),
    laneState: (identity: string, lane: string) => key('state', identity, lane),
    catchAll: (identity: string, domain: string) => key('catchall', identity, domain),
    dns: (domain: string) => key('dns', domain),
    lock: (name: string) => key('lock', name),
  };
}

export type Keys = ReturnType<typeof createKeys>;
