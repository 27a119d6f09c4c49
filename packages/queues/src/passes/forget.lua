-- Forgets a list. Passes of it that run find it gone when they settle. Needs no generation: nothing is made known.
-- KEYS  none
-- ARGV  1 templates   2 list
-- Returns 'gone'.
local list = ARGV[2]
local at = { list = list }
for _, name in ipairs(redis.call('SMEMBERS', key('lanes', at))) do
  local identity, lane = name:match('^([^~]+)~(.+)$')
  local parts = { list = list, identity = identity, lane = lane, tenant = tenant_of(list) }
  if redis.call('DEL', key('pending', parts)) == 1 then leave_turn(parts) end
  -- What still runs holds its slot of the lane until it ends; to its tenant it counts as asked.
  for _, member in ipairs(redis.call('ZRANGE', key('tenantSlots', parts), 0, -1)) do
    local running = parse_member(member)
    if running.list == list then clear_charge(member, running, 0) end
  end
  redis.call('ZREM', key('servedLists', parts), list)
  redis.call('HDEL', key('shares', parts), list)
end
redis.call('SREM', templates.lists, list)
redis.call('ZREM', templates.due, list)
for _, name in ipairs({ 'list', 'passes', 'facts', 'waiting', 'lanes', 'held', 'starts' }) do redis.call('DEL', key(name, at)) end
return 'gone'
