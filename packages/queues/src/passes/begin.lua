-- Starts a dispatched pass, or keeps it from being thought lost while it runs.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 pass   4 dispatch number   5 ms until it is thought lost   6 'start' or 'renew'
--       7 ms it has run for
-- Returns 'cold' without a generation; 'stale' where another dispatch has it, or it is settled; 'held' where its list is paused
--         or has ended; 'yield' where it is to end early: the next in turn has less of the lane, or a real-time check
--         found it full; 'first' where its list has no verdict yet and no
--         other pass was told so: it is to end after its first answers; else how often it was started without a clean end, this start counted.
if is_cold(KEYS[1]) then return 'cold' end
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
-- Addresses.
local WHOLE_PASS = 100
-- The only pass of its list in the lane goes on for so long at least: each end and start costs a file and a connection.
local ALONE_MS = 15000
-- One pass at a time makes room; where what it made room for did not come, another may after this.
local YIELD_MS = 5000

-- The tenant and the list that dispatch would take next; nil where nobody waits. Those on hold are passed over.
local function next_in_turn()
  for _, tenant in ipairs(redis.call('ZRANGE', key('pendingTenants', parts), 0, MOST_TENANTS - 1)) do
    local at = { identity = parts.identity, lane = parts.lane, tenant = tenant }
    for _, other in ipairs(redis.call('ZRANGE', key('pendingLists', at), 0, MOST_LISTS - 1)) do
      if redis.call('HGET', key('list', { list = other }), 'hold') == 'none' then return tenant, other end
    end
  end
  return nil
end

local function slots_of_list(name) return tonumber(redis.call('HGET', key('shares', parts), name)) or 0 end

local function slots_of_tenant(name)
  return redis.call('ZCARD', key('tenantSlots', { identity = parts.identity, lane = parts.lane, tenant = name }))
end

-- How far one is behind another in virtual time.
local function lag(turn, served, other, own)
  local place = redis.call('ZSCORE', turn, own) or redis.call('ZSCORE', served, own)
  return place and place - redis.call('ZSCORE', turn, other) or 0
end

-- Whether somebody else is to have a slot of this pass's list: the next in turn, if with one more it has no more for its weight
-- than we then have for ours; or, so that an odd slot goes to and fro, if it has less and is a whole pass behind.
local function is_to_make_room()
  local tenant, other = next_in_turn()
  parts.tenant = tenant_of(list)
  if not tenant or other == list then return false end
  local mine, theirs, own_weight, weight, behind
  if tenant == parts.tenant then
    mine, theirs, own_weight, weight = slots_of_list(list), slots_of_list(other), 1, 1
    behind = lag(key('pendingLists', parts), key('servedLists', parts), other, list)
  else
    mine, theirs = slots_of_tenant(parts.tenant), slots_of_tenant(tenant)
    own_weight, weight = weight_of(list), weight_of(other)
    behind = lag(key('pendingTenants', parts), key('servedTenants', parts), tenant, parts.tenant)
  end
  if theirs == 0 or (theirs + 1) / weight <= (mine - 1) / own_weight then return true end
  return theirs / weight < mine / own_weight and behind >= WHOLE_PASS / math.min(weight, own_weight)
end

local own = slots_of_list(list)
local is_urgent = redis.call('EXISTS', key('urgent', parts)) == 1
local may_yield = is_urgent or own > 1 or tonumber(ARGV[7]) >= ALONE_MS
if may_yield and redis.call('EXISTS', key('yields', parts)) == 0 and (is_urgent or is_to_make_room()) then
  redis.call('SET', key('yields', parts), list, 'PX', YIELD_MS)
  return 'yield'
end
return tonumber(redis.call('HGET', key('starts', { list = list }), ARGV[3])) or 1
