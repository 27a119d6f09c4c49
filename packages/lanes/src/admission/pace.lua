-- Takes tokens for RCPTs, if they are to be had within the wait the caller can afford; else takes nothing.
-- KEYS  1 generation   2 state of (identity, lane): see settle.lua
--       3..6 RCPT pace of: (identity, lane), the domain, (tenant, domain), (tenant, destination)
-- ARGV  1 tokens   2 longest wait, ms
--       3..10 microseconds between RCPTs, and RCPTs that may come at once, of the four; an interval of 0 means no limit
-- Returns 'cold' without a generation, {'taken', ms to wait before they are used}, or {'denied', ms until they are to be
-- had, whose: lane, domain, tenant}.
if is_cold(KEYS[1]) then return 'cold' end

local now_us = clock()
local tokens, longest_us = tonumber(ARGV[1]), tonumber(ARGV[2]) * 1000
local WHOSE = { 'lane', 'domain', 'tenant', 'tenant' }

local rate = tonumber(redis.call('HGET', KEYS[2], 'rate') or 1)
local wait_us, whose, full_at = 0, 'lane', {}
for index = 1, 4 do
  local interval, burst = tonumber(ARGV[1 + 2 * index]), tonumber(ARGV[2 + 2 * index])
  if index == 1 then interval = math.ceil(interval / rate) end
  if interval > 0 then
    -- Tokens may be taken ahead of time, by the longest wait.
    local next_full_at, early_us = bucket(KEYS[2 + index], interval, burst, tokens, now_us, longest_us)
    full_at[index] = next_full_at
    if early_us > wait_us then wait_us, whose = early_us, WHOSE[index] end
  end
end

local wait_ms = math.ceil(wait_us / 1000)
if wait_us > longest_us then return { 'denied', wait_ms, whose } end
for index, at in pairs(full_at) do write_bucket(KEYS[2 + index], at, now_us) end
return { 'taken', wait_ms }
