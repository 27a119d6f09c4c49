-- Counts a pass whose result file is stored, once, and puts what it left over where it waits for its time.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 pass   4 next pass, or ''   5 when that may start, ms   6 addresses it did not ask
--       7 number of pairs   8... field, amount
-- Returns 'cold' without a generation, 'gone' for a list that is not known, else 'complete' or 'open'.
if is_cold(KEYS[1]) then return 'cold' end
local list, parts = ARGV[2], parse(ARGV[3])
local member = list .. '~' .. ARGV[3]
let_go(member, parts, tonumber(ARGV[6]))
redis.call('HDEL', key('starts', { list = list }), ARGV[3])
if redis.call('EXISTS', key('list', { list = list })) == 0 then return 'gone' end
local passes = key('passes', { list = list })
if (tonumber(redis.call('HGET', passes, parts.batch)) or 0) >= parts.number then return progress(list) end
redis.call('HSET', passes, parts.batch, parts.number)
redis.call('ZREM', key('waiting', { list = list }), ARGV[3])
count(list, 8, tonumber(ARGV[7]))
if ARGV[4] ~= '' then
  wait_until(list, ARGV[4], ARGV[5])
  -- When the last of a lane's waiting passes may start, as far as is known.
  local list_key = key('list', { list = list })
  local field = 't:' .. counted_lane(list_key, parts.lane)
  if (tonumber(redis.call('HGET', list_key, field)) or 0) < tonumber(ARGV[5]) then
    redis.call('HSET', list_key, field, ARGV[5])
  end
end
return progress(list)
