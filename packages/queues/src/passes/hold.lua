-- Tells Redis of a list, or of what its controls have come to.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 hold: none, paused, canceled, expired   4 1 where a list not known is made known
-- Returns 'cold' without a generation, 'gone' for a list that is not known and not made so, else 'held'.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end
local list_key = key('list', { list = ARGV[2] })
if ARGV[4] == '1' then
  redis.call('SADD', templates.lists, ARGV[2])
elseif redis.call('EXISTS', list_key) == 0 then
  return 'gone'
end
redis.call('HSET', list_key, 'hold', ARGV[3])
return 'held'
