-- Tells Redis of a list, or of what its controls have come to.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 hold: none, paused, canceled, expired   4 whose it is, where a list not known is made known; else ''
--       5 the weight of who that is
-- Returns 'cold' without a generation, 'gone' for a list that is not known and not made so, else 'held'.
if is_cold(KEYS[1]) then return 'cold' end
local list, hold, owner = ARGV[2], ARGV[3], ARGV[4]
local list_key, held = key('list', { list = list }), key('held', { list = list })
if redis.call('EXISTS', list_key) == 0 then
  if owner == '' then return 'gone' end
  redis.call('SADD', templates.lists, list)
  redis.call('HSET', list_key, 'owner', owner, 'weight', ARGV[5])
end
local was = redis.call('HGET', list_key, 'hold')
redis.call('HSET', list_key, 'hold', hold)
if hold ~= 'none' or was == 'none' then return 'held' end
-- What its lanes did is measured anew: a pause would count as slowness.
for _, field in ipairs(redis.call('HKEYS', list_key)) do
  if field:sub(1, 2) == 'p:' then redis.call('HDEL', list_key, field) end
end
refresh_due(list)
for _, name in ipairs(redis.call('SMEMBERS', held)) do
  local identity, lane = name:match('^([^~]+)~(.+)$')
  local parts = { list = list, identity = identity, lane = lane }
  if redis.call('EXISTS', key('pending', parts)) == 1 then enter_turn(parts) end
end
redis.call('DEL', held)
return 'held'
