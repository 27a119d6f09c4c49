-- Grants a lease on one TCP connection, or says what forbids it. Everything is checked before anything is written.
-- KEYS  1 generation
--       2 leases of (identity, lane)   3 connection pace of (identity, lane)
--       4 leases of the domain         5 leases of the destination   6 connection pace of the destination
--       7 leases of the identity       8 state of (identity, lane): see settle.lua
-- ARGV  1 lease id   2 time to live, ms
--       3..6 most connections of: lane, domain, destination, identity
--       7 lane: microseconds between connections   8 lane: connections that may come at once
--       9 and 10: the same of the destination
-- Returns 'cold' without a generation, {'granted', epoch}, or {'denied', limit, ms until it is worth asking again}.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end

local time = redis.call('TIME')
local now_us = time[1] * 1000000 + time[2]
local now_ms = math.floor(now_us / 1000)
local lease, ttl = ARGV[1], tonumber(ARGV[2])
-- A lease may be settled at any time; a holder that lives renews, so its expiry would be a guess far too late.
local FULL_WAIT_MS = 1000

local function is_full(key, most)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now_ms)
  return redis.call('ZCARD', key) >= tonumber(most)
end

-- GCRA: a bucket of `burst` connections that refills every `interval`. Returns when it will be full again and how long
-- (ms) the caller is too early. What is stored is never believed further than a full bucket ahead: a server clock that
-- was set back may delay, not block.
local function pace(key, interval, burst)
  interval, burst = tonumber(interval), tonumber(burst)
  local full_at = math.min(tonumber(redis.call('HGET', key, 'tat') or 0), now_us + interval * burst)
  local next_full_at = math.max(full_at, now_us) + interval
  local early_us = next_full_at - interval * burst - now_us
  return next_full_at, math.ceil(early_us / 1000)
end

local function write_pace(key, full_at)
  redis.call('HSET', key, 'tat', string.format('%.0f', full_at))
  redis.call('PEXPIRE', key, math.ceil((full_at - now_us) / 1000) + 1000)
end

local state = redis.call('HMGET', KEYS[8], 'until', 'window', 'epoch')
local cooling_ms = tonumber(state[1]) and tonumber(state[1]) - now_ms
if cooling_ms and cooling_ms > 0 then return { 'denied', 'cooldown', cooling_ms } end
local lane_most = math.min(tonumber(ARGV[3]), math.floor(tonumber(state[2]) or ARGV[3]))
-- A cooldown that is over is not yet forgotten: one connection goes to see.
if cooling_ms then lane_most = 1 end

if is_full(KEYS[2], lane_most) then return { 'denied', 'lane', FULL_WAIT_MS } end
local lane_full_at, lane_wait = pace(KEYS[3], ARGV[7], ARGV[8])
if lane_wait > 0 then return { 'denied', 'lane_pace', lane_wait } end
if is_full(KEYS[4], ARGV[4]) then return { 'denied', 'domain', FULL_WAIT_MS } end
if is_full(KEYS[5], ARGV[5]) then return { 'denied', 'ip', FULL_WAIT_MS } end
local ip_full_at, ip_wait = pace(KEYS[6], ARGV[9], ARGV[10])
if ip_wait > 0 then return { 'denied', 'ip', ip_wait } end
if is_full(KEYS[7], ARGV[6]) then return { 'denied', 'identity', FULL_WAIT_MS } end

for _, key in ipairs({ KEYS[2], KEYS[4], KEYS[5], KEYS[7] }) do
  redis.call('ZADD', key, now_ms + ttl, lease)
  redis.call('PEXPIRE', key, ttl)
end
write_pace(KEYS[3], lane_full_at)
write_pace(KEYS[6], ip_full_at)
return { 'granted', tonumber(state[3]) or 0 }
