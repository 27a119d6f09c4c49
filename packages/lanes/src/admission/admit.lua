-- Grants a lease on one TCP connection, or says what forbids it. Everything is checked before anything is written.
-- KEYS  1 generation
--       2 state of (identity, lane)   3 what (identity, destination) taught   4 breaker of the destination: see settle.lua
--       5..10 leases of: lane, domain, server, destination, network, identity
--       11..13 connection pace of: lane, destination, network
-- ARGV  1 lease id   2 time to live, ms
--       3..7 most connections of: lane, domain, destination, network, identity
--       8..13 microseconds between connections, and connections that may come at once, of: lane, destination, network
-- Returns 'cold' without a generation,
--         {'granted', epoch, leases of the lane with this one, RCPTs a connection may carry or 0 for no limit known},
--         or {'denied', limit, ms until it is worth asking again, for host_down how nobody answered there}.
if is_cold(KEYS[1]) then return 'cold' end

local now_us, now_ms = clock()
local lease, ttl = ARGV[1], tonumber(ARGV[2])
-- A lease may be settled at any time; a holder that lives renews, so its expiry would be a guess far too late. A lane
-- that is still finding its width is asked again soon.
local FULL_WAIT_MS, GROWING_WAIT_MS = 1000, 100

local function held(key)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now_ms)
  return redis.call('ZCARD', key)
end

local function denied(limit, wait_ms) return { 'denied', limit, math.max(1, math.ceil(wait_ms)) } end

local state = redis.call('HMGET', KEYS[2], 'until', 'window', 'epoch', 'slow')
local cooling_ms = tonumber(state[1]) and tonumber(state[1]) - now_ms
if cooling_ms and cooling_ms > 0 then return denied('cooldown', cooling_ms) end
local lane_most = window_of(state[2], tonumber(ARGV[3]))
-- A cooldown that is over is not yet forgotten: one connection goes to see.
if cooling_ms then lane_most = 1 end

local down = redis.call('HMGET', KEYS[4], 'until', 'fault')
local down_until = tonumber(down[1])
if down_until and down_until > now_ms then return { 'denied', 'host_down', down_until - now_ms, down[2] } end
local ip_most = down_until and 1 or tonumber(ARGV[5])

local learnt = redis.call('HMGET', KEYS[3], 'connections', 'rcpts')
local server_most = tonumber(learnt[1]) or lane_most

local is_growing = not cooling_ms and (not state[2] or state[4] == '1')
local lane_place = held(KEYS[5]) + 1
local lane_wait_ms = is_growing and GROWING_WAIT_MS or FULL_WAIT_MS
-- A server that has named no limit is as full as the lane that asks is narrow.
local server_wait_ms = learnt[1] and FULL_WAIT_MS or lane_wait_ms
if lane_place > lane_most then return denied('lane', lane_wait_ms) end
local lane_full_at, lane_early = bucket(KEYS[11], tonumber(ARGV[8]), tonumber(ARGV[9]), 1, now_us, 0)
if lane_early > 0 then return denied('lane_pace', lane_early / 1000) end
if held(KEYS[6]) >= tonumber(ARGV[4]) then return denied('domain', FULL_WAIT_MS) end
if held(KEYS[7]) >= server_most then return denied('server', server_wait_ms) end
if held(KEYS[8]) >= ip_most then return denied('ip', FULL_WAIT_MS) end
local ip_full_at, ip_early = bucket(KEYS[12], tonumber(ARGV[10]), tonumber(ARGV[11]), 1, now_us, 0)
if ip_early > 0 then return denied('ip', ip_early / 1000) end
if held(KEYS[9]) >= tonumber(ARGV[6]) then return denied('network', FULL_WAIT_MS) end
local network_full_at, network_early = bucket(KEYS[13], tonumber(ARGV[12]), tonumber(ARGV[13]), 1, now_us, 0)
if network_early > 0 then return denied('network', network_early / 1000) end
if held(KEYS[10]) >= tonumber(ARGV[7]) then return denied('identity', FULL_WAIT_MS) end

for index = 5, 10 do
  redis.call('ZADD', KEYS[index], now_ms + ttl, lease)
  redis.call('PEXPIRE', KEYS[index], ttl)
end
write_bucket(KEYS[11], lane_full_at, now_us)
write_bucket(KEYS[12], ip_full_at, now_us)
write_bucket(KEYS[13], network_full_at, now_us)
return { 'granted', tonumber(state[3]) or 0, lane_place, tonumber(learnt[2]) or 0 }
