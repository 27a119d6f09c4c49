-- Starts a dispatched pass, or keeps it from being thought lost while it runs.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 pass   4 dispatch number   5 ms until it is thought lost   6 'start' or 'renew'
--       7 ms it has run for
-- Returns 'cold' without a generation; 'stale' where another dispatch has it, or it is settled; 'held' where its list is paused
--         or has ended; 'yield' where it is to end early: a list has none in the lane, or two fewer, which is then the next to
--         get one, or a real-time check found the lane full; 'first' where its list has no verdict yet and no
--         other pass was told so: it is to end after its first answers; else how often it was started without a clean end, this start counted.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end
local list, parts = ARGV[2], parse(ARGV[3])
local member = list .. '~' .. ARGV[3]
if redis.call('HGET', key('dispatchNumbers', parts), member) ~= ARGV[4] then return 'stale' end
if redis.call('HGET', key('list', { list = list }), 'hold') ~= 'none' then return 'held' end
redis.call('ZADD', key('dispatched', parts), 'XX', now_ms() + tonumber(ARGV[5]), member)
local list_key = key('list', { list = list })
-- Whoever waits for the first verdicts of a list does not wait for a whole pass.
local function is_first()
  local seen = redis.call('HMGET', list_key, 'done', 'early')
  if (tonumber(seen[1]) or 0) > 0 or seen[2] then return false end
  redis.call('HSET', list_key, 'early', ARGV[3])
  return true
end
if ARGV[6] == 'start' then
  local starts = redis.call('HINCRBY', key('starts', { list = list }), ARGV[3], 1)
  return starts == 1 and is_first() and 'first' or starts
end

local MOST_TENANTS, MOST_LISTS = 10, 5
-- The only pass of its list in the lane goes on for so long at least: each end and start costs a file and a connection.
local ALONE_MS = 15000
-- One pass at a time makes room; where what it made room for did not come, another may after this.
local YIELD_MS = 5000

-- The first list in turn that has no pass in the lane, or two fewer than this pass's list. Puts it and its tenant to the front.
local function find_starved(shares, own)
  local tenants = key('pendingTenants', parts)
  for _, tenant in ipairs(redis.call('LRANGE', tenants, 0, MOST_TENANTS - 1)) do
    parts.tenant = tenant
    local lists = key('pendingLists', parts)
    for _, other in ipairs(redis.call('LRANGE', lists, 0, MOST_LISTS - 1)) do
      local held = tonumber(redis.call('HGET', shares, other)) or 0
      local is_starved = other ~= list and (held == 0 or held < own - 1)
      if is_starved and redis.call('HGET', key('list', { list = other }), 'hold') == 'none' then
        redis.call('LREM', tenants, 1, tenant)
        redis.call('LPUSH', tenants, tenant)
        redis.call('LREM', lists, 1, other)
        redis.call('LPUSH', lists, other)
        return true
      end
    end
  end
  return false
end

local shares = key('shares', parts)
local own = tonumber(redis.call('HGET', shares, list)) or 0
local is_urgent = redis.call('EXISTS', key('urgent', parts)) == 1
local may_yield = is_urgent or own > 1 or tonumber(ARGV[7]) >= ALONE_MS
if may_yield and redis.call('EXISTS', key('yields', parts)) == 0 and (is_urgent or find_starved(shares, own)) then
  redis.call('SET', key('yields', parts), list, 'PX', YIELD_MS)
  return 'yield'
end
return tonumber(redis.call('HGET', key('starts', { list = list }), ARGV[3])) or 1
