-- Starts a dispatched pass, or keeps it from being thought lost while it runs.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 pass   4 dispatch number   5 ms until it is thought lost   6 'start' or 'renew'
-- Returns 'cold' without a generation; 'stale' where another dispatch has it, or it is settled; 'held' where its list is paused
--         or has ended; else how often it was started without a clean end, this start counted.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end
local list, parts = ARGV[2], parse(ARGV[3])
local member = list .. '~' .. ARGV[3]
if redis.call('HGET', key('dispatchNumbers', parts), member) ~= ARGV[4] then return 'stale' end
if redis.call('HGET', key('list', { list = list }), 'hold') ~= 'none' then return 'held' end
redis.call('ZADD', key('dispatched', parts), 'XX', now_ms() + tonumber(ARGV[5]), member)
if ARGV[6] == 'renew' then return tonumber(redis.call('HGET', templates.starts, member)) or 1 end
return redis.call('HINCRBY', templates.starts, member, 1)
