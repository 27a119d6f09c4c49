-- Takes back a pass that asked nobody: pending again at once, or when its time has come.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 pass   4 dispatch number   5 when it may start, ms; 0: now
-- Returns 'cold' without a generation, 'stale' where another dispatch has it, 'gone' for a list that is not known, else 'held'.
if is_cold(KEYS[1]) then return 'cold' end
local list, parts = ARGV[2], parse(ARGV[3])
local member = list .. '~' .. ARGV[3]
if redis.call('HGET', key('dispatchNumbers', parts), member) ~= ARGV[4] then return 'stale' end
if not let_go(member, parts, parts.open) then return 'stale' end
redis.call('HDEL', key('starts', { list = list }), ARGV[3])
if redis.call('EXISTS', key('list', { list = list })) == 0 then return 'gone' end
redis.call('HINCRBY', key('list', { list = list }), 'handedBack', 1)
if tonumber(ARGV[5]) > now_ms() then
  wait_until(list, ARGV[3], ARGV[5])
else
  push(list, ARGV[3], true)
end
return 'held'
