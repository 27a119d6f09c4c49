-- Gives a lease back, and learns from how the operator treated us.
-- KEYS  1 generation   2 leases of the lane   3 of the domain   4 of the destination   5 of the identity
--       6 state of (identity, lane), a HASH, without which the policy holds as it is:
--         window  most connections now, with the fraction it has grown by
--         rate    the part of the permitted RCPT rate that is used, above 0 and at most 1
--         epoch   counts the cuts; a lease granted before a cut does not cut again (one cut per round trip)
--         until   end of a cooldown, ms; until a connection fared well it stays, and one connection at a time is let in
--         trips   cooldowns in a row
-- ARGV  1 lease id   2 signal: ok, throttled, blocked, failed   3 epoch the lease was granted in
--       4 most connections by the policy   5 first cooldown, ms   6 longest cooldown, ms
-- Returns 'cold' without a generation, else 1 where the lease was still held, 0 where it was settled or lost before.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end

local held = redis.call('ZREM', KEYS[2], ARGV[1])
for index = 3, 5 do redis.call('ZREM', KEYS[index], ARGV[1]) end

local signal, granted_in, most = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now_ms = math.floor((time[1] * 1000000 + time[2]) / 1000)
local LOWEST_RATE, RATE_STEP = 1 / 16, 1 / 20
local MEMORY_MS = 3600000

local values = redis.call('HMGET', KEYS[6], 'window', 'rate', 'epoch', 'until', 'trips')
local window, rate = tonumber(values[1]) or most, tonumber(values[2]) or 1
local epoch, ends, trips = tonumber(values[3]) or 0, tonumber(values[4]), tonumber(values[5]) or 0

local function write(last_ms)
  redis.call('HSET', KEYS[6], 'window', tostring(window), 'rate', tostring(rate), 'epoch', epoch, 'trips', trips)
  if ends then
    redis.call('HSET', KEYS[6], 'until', string.format('%.0f', ends))
  else
    redis.call('HDEL', KEYS[6], 'until')
  end
  redis.call('PEXPIRE', KEYS[6], last_ms + MEMORY_MS)
end

local function cut()
  window, rate, epoch = math.max(1, math.floor(window / 2)), math.max(LOWEST_RATE, rate / 2), epoch + 1
end

local function cool_down()
  local cooldown_ms = math.min(tonumber(ARGV[6]), tonumber(ARGV[5]) * 2 ^ trips)
  ends, trips = now_ms + cooldown_ms, trips + 1
  write(cooldown_ms)
end

-- News of before the last cut is no news. Praise counts only for a lease that was held to its end.
if granted_in ~= epoch and signal ~= 'ok' then return held end
if signal == 'blocked' or (ends and (signal == 'throttled' or signal == 'failed')) then
  cut()
  cool_down()
elseif signal == 'throttled' then
  cut()
  write(0)
elseif signal == 'ok' and held == 1 and granted_in == epoch and redis.call('EXISTS', KEYS[6]) == 1 then
  if ends then
    ends, trips, window = nil, 0, 1
  else
    window, rate = math.min(most, window + 1 / window), math.min(1, rate + RATE_STEP)
  end
  write(0)
end
return held
