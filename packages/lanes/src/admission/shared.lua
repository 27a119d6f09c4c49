-- What the scripts of this folder share. Every clock is that of Redis.
local function clock()
  local time = redis.call('TIME')
  local now_us = time[1] * 1000000 + time[2]
  return now_us, math.floor(now_us / 1000)
end

-- GCRA: a bucket of `burst` that refills by one every `interval` microseconds. Returns when it will be full again once
-- `tokens` are taken, and for how many microseconds the caller is too early. What is stored is never believed further ahead
-- than a full bucket and `ahead_us`: a server clock that was set back may delay, not block.
local function bucket(key, interval, burst, tokens, now_us, ahead_us)
  local most = now_us + interval * burst + ahead_us
  local full_at = math.min(tonumber(redis.call('HGET', key, 'tat') or 0), most)
  local next_full_at = math.max(full_at, now_us) + interval * tokens
  return next_full_at, math.max(0, next_full_at - interval * burst - now_us)
end

local function write_bucket(key, full_at, now_us)
  redis.call('HSET', key, 'tat', string.format('%.0f', full_at))
  redis.call('PEXPIRE', key, math.ceil((full_at - now_us) / 1000) + 1000)
end
