-- Gives a lease back, and learns from how the operator and its server treated us.
-- KEYS  1 generation   2..7 leases of: lane, domain, server, destination, network, identity
--       8 state of (identity, lane), a HASH; where there is none, the window is FIRST_WINDOW and the rest as the policy has it:
--         window  most connections now, with the fraction it has grown by
--         slow    1 until the first cut: the window then grows by one for each connection that fared well, later for each round
--         rate    the part of the permitted RCPT rate that is used, above 0 and at most 1
--         epoch   counts the cuts; a lease granted before a cut does not cut again (one cut per round trip)
--         until   end of a cooldown, ms; until a connection fared well it stays, and one connection at a time is let in
--         trips   cooldowns in a row
--       9 what (identity, destination) taught, a HASH, for a day: connections at once, rcpts of a connection
--       10 breaker of the destination, a HASH: failures in a row and how the last one failed, until and trips as above
--       11 refusals, a ZSET of `<identity>~<lane>` by the time of the last one, for the operator
--       12 the refusal of (identity, lane), a HASH: signal, code, reply, since, last, count, until, ended
-- ARGV  1 lease id   2 signal: ok, throttled, blocked, failed, unused   3 epoch the lease was granted in
--       4 leases of the lane when it was granted, itself counted   5 most connections by the policy
--       6 first cooldown, ms   7 longest cooldown, ms   8 jitter of a cooldown, a factor about 1
--       9 whether the server was reached: reached, unknown, or how nobody answered there
--       10 connections it says it takes: a number, 0 for fewer than there are, -1 where it says nothing of them
--       11 RCPTs of a connection it takes, 0 where it says nothing   12 `<identity>~<lane>`   13 code   14 reply
-- Returns 'cold' without a generation, else {1 where the lease was still held and 0 where it was settled or lost before,
-- what became of the lane: none, slowed (cut, once for a round trip), rests, recovered; then the end of the cooldown, ms, or 0}.
if is_cold(KEYS[1]) then return 'cold' end

local _, now_ms = clock()
local lease, signal, granted_in = ARGV[1], ARGV[2], tonumber(ARGV[3])
local most, jitter = tonumber(ARGV[5]), tonumber(ARGV[8])
local LOWEST_RATE, RATE_STEP = 1 / 16, 1 / 20
local MEMORY_MS, DAY_MS = 3600000, 86400000
local DOWN_AFTER, DOWN_FIRST_MS, DOWN_LONGEST_MS, DOWN_MEMORY_MS = 5, 30000, 300000, 600000
local MOST_REFUSALS = 1000

local lane_held, server_held = redis.call('ZCARD', KEYS[2]), redis.call('ZCARD', KEYS[4])
local held = redis.call('ZREM', KEYS[2], lease)
for index = 3, 7 do redis.call('ZREM', KEYS[index], lease) end

-- A day long, and only ever less within it: what a server says can slow us down, never speed us up.
local function learn(field, limit)
  local known = tonumber(redis.call('HGET', KEYS[9], field) or '')
  local least = math.max(1, math.floor(limit))
  if known and known <= least then return nil end
  redis.call('HSET', KEYS[9], field, least)
  redis.call('PEXPIRE', KEYS[9], DAY_MS)
  return least
end

-- Those refused together are settled one after the other: the last of them leaves just as many as were not refused.
local function learn_connections()
  local told = tonumber(ARGV[10])
  if told < 0 then return nil end
  return learn('connections', told > 0 and told or server_held - 1)
end

local function observe_destination()
  if ARGV[9] == 'unknown' then return end
  if ARGV[9] == 'reached' then
    redis.call('DEL', KEYS[10])
    return
  end
  local failures = redis.call('HINCRBY', KEYS[10], 'failures', 1)
  redis.call('HSET', KEYS[10], 'fault', ARGV[9])
  local known = redis.call('HMGET', KEYS[10], 'until', 'trips')
  local ends, trips = tonumber(known[1]), tonumber(known[2]) or 0
  -- While it is open, what fails was begun before: only what went to see counts.
  if (ends and ends > now_ms) or (not ends and failures < DOWN_AFTER) then
    redis.call('PEXPIRE', KEYS[10], DOWN_MEMORY_MS)
    return
  end
  local down_ms = math.floor(math.min(DOWN_LONGEST_MS, DOWN_FIRST_MS * 2 ^ trips) * jitter)
  redis.call('HSET', KEYS[10], 'until', string.format('%.0f', now_ms + down_ms), 'trips', trips + 1)
  redis.call('PEXPIRE', KEYS[10], down_ms + DOWN_MEMORY_MS)
end

local new_limit
if held == 1 then
  observe_destination()
  new_limit = learn_connections()
  if tonumber(ARGV[11]) > 0 then learn('rcpts', tonumber(ARGV[11])) end
end

local values = redis.call('HMGET', KEYS[8], 'window', 'slow', 'rate', 'epoch', 'until', 'trips')
local exists = values[4] and true or false
local window, slow = tonumber(values[1]) or FIRST_WINDOW, (values[2] or '1') == '1'
local rate, epoch = tonumber(values[3]) or 1, tonumber(values[4]) or 0
local ends, trips = tonumber(values[5]), tonumber(values[6]) or 0
window = math.min(window, most)

local function write(last_ms)
  redis.call('HSET', KEYS[8], 'window', tostring(window), 'slow', slow and '1' or '0', 'rate', tostring(rate))
  redis.call('HSET', KEYS[8], 'epoch', epoch, 'trips', trips)
  if ends then
    redis.call('HSET', KEYS[8], 'until', string.format('%.0f', ends))
  else
    redis.call('HDEL', KEYS[8], 'until')
  end
  redis.call('PEXPIRE', KEYS[8], last_ms + MEMORY_MS)
end

local function report_refusal()
  local known = redis.call('HMGET', KEYS[12], 'since', 'ended')
  if not known[1] or known[2] then redis.call('HSET', KEYS[12], 'since', now_ms, 'count', 0) end
  redis.call('HDEL', KEYS[12], 'ended', 'until')
  redis.call('HSET', KEYS[12], 'signal', signal, 'last', now_ms, 'code', ARGV[13], 'reply', ARGV[14])
  redis.call('HINCRBY', KEYS[12], 'count', 1)
  if ends then redis.call('HSET', KEYS[12], 'until', string.format('%.0f', ends)) end
  redis.call('PEXPIRE', KEYS[12], DAY_MS)
  redis.call('ZADD', KEYS[11], now_ms, ARGV[12])
  redis.call('ZREMRANGEBYSCORE', KEYS[11], '-inf', now_ms - DAY_MS)
  redis.call('ZREMRANGEBYRANK', KEYS[11], 0, -MOST_REFUSALS - 1)
  redis.call('PEXPIRE', KEYS[11], DAY_MS)
end

local function cut()
  window, rate, epoch = math.max(1, math.floor(window / 2)), math.max(LOWEST_RATE, rate / 2), epoch + 1
  slow = false
end

-- News of before the last cut is no news; a repeated one is counted for the operator all the same.
if granted_in ~= epoch and signal ~= 'ok' then
  if held == 1 and (signal == 'blocked' or signal == 'throttled') and redis.call('EXISTS', KEYS[12]) == 1 then
    redis.call('HINCRBY', KEYS[12], 'count', 1)
  end
  return { held, 'none', 0 }
end

if signal == 'blocked' or (ends and (signal == 'throttled' or signal == 'failed')) then
  cut()
  local cooldown_ms = math.floor(math.min(tonumber(ARGV[7]), tonumber(ARGV[6]) * 2 ^ trips) * jitter)
  ends, trips = now_ms + cooldown_ms, trips + 1
  write(cooldown_ms)
  if signal ~= 'failed' then report_refusal() end
  return { held, 'rests', ends }
end

if signal == 'throttled' then
  -- A limit of one server, once known, is kept by itself. Only where the lane is that server is its window the same.
  local is_cut = not new_limit
  if is_cut then
    cut()
    write(0)
  elseif lane_held <= server_held then
    window, slow = math.min(window, new_limit), false
    write(0)
  end
  report_refusal()
  return { held, is_cut and 'slowed' or 'none', 0 }
end

-- Praise counts only for a lease that was held to its end.
if signal ~= 'ok' or held == 0 or granted_in ~= epoch then return { held, 'none', 0 } end
if ends then
  ends, trips, window = nil, 0, 1
  write(0)
  redis.call('HDEL', KEYS[12], 'until')
  if redis.call('EXISTS', KEYS[12]) == 1 then redis.call('HSET', KEYS[12], 'ended', now_ms) end
  return { held, 'recovered', 0 }
end
-- Only what is used grows, up to twice of it: a lane that never needs its first window has no state at all. Nor does it
-- grow where all it has is one server, and that is known to take no more.
local server_most = tonumber(redis.call('HGET', KEYS[9], 'connections') or '')
local is_bound = server_most and window >= server_most and lane_held <= server_held
local used = math.max(lane_held, tonumber(ARGV[4]))
local grows = window < most and window < 2 * used and not is_bound
if grows then window = math.min(most, window + (slow and 1 or 1 / window)) end
if rate < 1 then rate = math.min(1, rate + RATE_STEP) end
if grows or exists then write(0) end
return { held, 'none', 0 }
