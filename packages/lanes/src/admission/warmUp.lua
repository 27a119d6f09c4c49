-- Counts RCPTs of an identity against what it may send on this day of its warm-up.
-- KEYS  1 warm-up of the identity, a HASH: first, its first day; day, the day counted; used, RCPTs on it
-- ARGV  1 RCPTs   2... the most on the first day, the second, and so on; after the last there is no limit
-- Returns 0 where they are counted, or need not be; else ms until the next day (UTC).
local DAY_S, KEPT_S = 86400, 100 * 86400
local time = redis.call('TIME')
local today = math.floor(time[1] / DAY_S)
local known = redis.call('HMGET', KEYS[1], 'first', 'day', 'used')
local first = tonumber(known[1]) or today
local most = tonumber(ARGV[2 + today - first])
if not most then return 0 end
local used = tonumber(known[2]) == today and tonumber(known[3]) or 0
if used + tonumber(ARGV[1]) > most then return (DAY_S - time[1] % DAY_S) * 1000 end
redis.call('HSET', KEYS[1], 'first', first, 'day', today, 'used', used + tonumber(ARGV[1]))
redis.call('EXPIRE', KEYS[1], KEPT_S)
return 0
