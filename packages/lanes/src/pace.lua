-- Takes tokens for RCPTs, if they are to be had within the wait the caller can afford; else takes nothing.
-- KEYS  1 generation   2 RCPT pace of (identity, lane)   3 RCPT pace of the domain
--       4 state of (identity, lane): see settle.lua
-- ARGV  1 tokens   2 longest wait, ms
--       3 lane: microseconds between RCPTs   4 lane: RCPTs that may come at once
--       5 and 6: the same of the domain; an interval of 0 means no limit
-- Returns 'cold' without a generation, {'taken', ms to wait before they are used}, or {'denied', ms until none is}.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end

local time = redis.call('TIME')
local now_us = time[1] * 1000000 + time[2]
local tokens, longest_us = tonumber(ARGV[1]), tonumber(ARGV[2]) * 1000

-- GCRA. Tokens may be taken ahead of time, so what is stored lies at most a full bucket and the longest wait ahead;
-- no more than that is believed, for the sake of a server clock that was set back.
local function pace(key, interval, burst)
  interval, burst = tonumber(interval), tonumber(burst)
  if interval == 0 then return nil, 0 end
  local most = now_us + interval * burst + longest_us
  local full_at = math.min(tonumber(redis.call('HGET', key, 'tat') or 0), most)
  local next_full_at = math.max(full_at, now_us) + interval * tokens
  return next_full_at, math.max(0, next_full_at - interval * burst - now_us)
end

local function write_pace(key, full_at)
  if not full_at then return end
  redis.call('HSET', key, 'tat', string.format('%.0f', full_at))
  redis.call('PEXPIRE', key, math.ceil((full_at - now_us) / 1000) + 1000)
end

local rate = tonumber(redis.call('HGET', KEYS[4], 'rate') or 1)
local lane_full_at, lane_wait = pace(KEYS[2], math.ceil(ARGV[3] / rate), ARGV[4])
local domain_full_at, domain_wait = pace(KEYS[3], ARGV[5], ARGV[6])
local wait_us = math.max(lane_wait, domain_wait)
local wait_ms = math.ceil(wait_us / 1000)
if wait_us > longest_us then return { 'denied', wait_ms } end
write_pace(KEYS[2], lane_full_at)
write_pace(KEYS[3], domain_full_at)
return { 'taken', wait_ms }
