-- Forgets a list. Passes of it that run find it gone when they settle. Needs no generation: nothing is made known.
-- KEYS  none
-- ARGV  1 templates   2 list
-- Returns 'gone'.
local list = ARGV[2]
local at = { list = list }
for _, name in ipairs(redis.call('SMEMBERS', key('lanes', at))) do
  local identity, lane = name:match('^([^~]+)~(.+)$')
  local parts = { list = list, identity = identity, lane = lane }
  local lists, pending = key('pendingLists', parts), key('pending', parts)
  if redis.call('DEL', pending) == 1 then
    redis.call('LREM', lists, 1, list)
    if redis.call('EXISTS', lists) == 0 then redis.call('LREM', key('pendingLanes', parts), 1, lane) end
  end
end
redis.call('SREM', templates.lists, list)
redis.call('DEL', key('list', at), key('passes', at), key('facts', at), key('waiting', at), key('lanes', at))
return 'gone'
