-- Whose pass is next, in virtual time: the addresses somebody was given to ask, divided by the weight. Start-time fair queueing with
-- several passes under way at once, among the tenants of a lane and again among the lists of a tenant. Whoever is furthest behind in
-- virtual time is next; a pass is charged when it is dispatched, and what it did not ask is given back when it ends. The clock is
-- how far passes that have ended came: it counts what was asked, not what is still under way. Who begins to wait begins there, or
-- with whoever is furthest behind, so that nobody's past is held against those who come, and nobody who waits is passed over by them.
-- A tenant or list stands in a turn exactly while it has pending passes in the lane and is not set aside (`held`), and a lane in its
-- identity's turn, or parked because it has no slot, exactly while a tenant does. `served` has the clock, under no name,
-- and those that wait no more but were given more than others, so that leaving a turn and coming back gains nothing.
local CLOCK, KEPT_MS = '', 3600000

local function weight_of(list)
  return tonumber(redis.call('HGET', key('list', { list = list }), 'weight')) or 1
end

-- Where those who come begin. A clock that is not there begins with them: nobody came before, or nobody was served for an hour.
local function entry_of(turn, served)
  local first = tonumber(redis.call('ZRANGE', turn, 0, 0, 'WITHSCORES')[2])
  local clock = tonumber(redis.call('ZSCORE', served, CLOCK)) or first or 0
  return math.min(clock, first or clock)
end

local function enter(turn, served, who)
  local own = tonumber(redis.call('ZSCORE', served, who)) or 0
  local entry = entry_of(turn, served)
  redis.call('ZADD', turn, math.max(own, entry), who)
  redis.call('ZREM', served, who)
  redis.call('ZADD', served, 'NX', entry, CLOCK)
  redis.call('PEXPIRE', served, KEPT_MS)
end

local function leave(turn, served, who)
  local own = redis.call('ZSCORE', turn, who)
  redis.call('ZREM', turn, who)
  redis.call('ZADD', served, own, who)
  redis.call('ZREMRANGEBYSCORE', served, '-inf', string.format('(%.17g', entry_of(turn, served)))
  redis.call('PEXPIRE', served, KEPT_MS)
end

local function charge(turn, served, who, by)
  for _, place in ipairs({ turn, served }) do
    if redis.call('ZSCORE', place, who) then return redis.call('ZINCRBY', place, by, who) end
  end
end

local function advance(served, clock)
  redis.call('ZADD', served, 'GT', clock, CLOCK)
  redis.call('PEXPIRE', served, KEPT_MS)
end

local function enter_turn(parts)
  parts.tenant = tenant_of(parts.list)
  local lists, tenants = key('pendingLists', parts), key('pendingTenants', parts)
  if redis.call('EXISTS', lists) == 0 then
    if redis.call('EXISTS', tenants) == 0 then redis.call('RPUSH', key('pendingLanes', parts), parts.lane) end
    enter(tenants, key('servedTenants', parts), parts.tenant)
  end
  enter(lists, key('servedLists', parts), parts.list)
  -- An identity that nobody has heard of yet has been silent since it got work.
  redis.call('ZADD', templates.identities, 'NX', now_ms(), parts.identity)
end

-- Takes a list of a tenant, both in parts, out of turn.
local function leave_turn(parts)
  local lists, tenants = key('pendingLists', parts), key('pendingTenants', parts)
  if not redis.call('ZSCORE', lists, parts.list) then return end
  leave(lists, key('servedLists', parts), parts.list)
  if redis.call('EXISTS', lists) == 1 then return end
  leave(tenants, key('servedTenants', parts), parts.tenant)
  if redis.call('EXISTS', tenants) == 1 then return end
  redis.call('LREM', key('pendingLanes', parts), 1, parts.lane)
  redis.call('ZREM', key('parked', parts), parts.lane)
end

local function push(list, pass, in_front)
  local parts = parse(pass)
  parts.list = list
  local pending = key('pending', parts)
  if redis.call('EXISTS', pending) == 0 then
    redis.call('SADD', key('lanes', parts), parts.identity .. '~' .. parts.lane)
    enter_turn(parts)
  end
  redis.call(in_front and 'LPUSH' or 'RPUSH', pending, pass)
end

-- Charges the list and the tenant of parts, who stand in turn, for a pass, which takes a slot of the lane from here on.
local function take_slot(member, parts, open)
  local lists, tenants = key('pendingLists', parts), key('pendingTenants', parts)
  redis.call('ZADD', key('tenantSlots', parts), redis.call('ZSCORE', lists, parts.list), member)
  local is_new = redis.call('ZADD', key('slots', parts), redis.call('ZSCORE', tenants, parts.tenant), member) == 1
  redis.call('ZINCRBY', lists, open, parts.list)
  redis.call('ZINCRBY', tenants, open / weight_of(parts.list), parts.tenant)
  if is_new then count_share(parts, 1) end
end

-- Settles what a pass that ends was charged: of its addresses, `unasked` were not asked.
local function clear_charge(member, parts, unasked)
  parts.tenant = tenant_of(parts.list)
  local slots = key('tenantSlots', parts)
  local of_list, of_tenant = redis.call('ZSCORE', slots, member), redis.call('ZSCORE', key('slots', parts), member)
  -- A list that was forgotten meanwhile owes nothing.
  if not of_list then return end
  redis.call('ZREM', slots, member)
  local weight, asked = weight_of(parts.list), parts.open - unasked
  local served_lists, served_tenants = key('servedLists', parts), key('servedTenants', parts)
  if unasked > 0 then
    charge(key('pendingLists', parts), served_lists, parts.list, -unasked)
    charge(key('pendingTenants', parts), served_tenants, parts.tenant, -unasked / weight)
  end
  if asked > 0 then
    advance(served_lists, of_list + asked)
    advance(served_tenants, of_tenant + asked / weight)
  end
end

-- Takes a pass out of what is dispatched, with what it did not ask. False where it was not there.
local function let_go(member, parts, unasked)
  parts.list = member:match('^[^~]+')
  redis.call('HDEL', key('dispatchNumbers', parts), member)
  local slots = key('slots', parts)
  if redis.call('ZSCORE', slots, member) then
    clear_charge(member, parts, math.min(unasked, parts.open))
    redis.call('ZREM', slots, member)
    count_share(parts, -1)
    if redis.call('ZREM', key('parked', parts), parts.lane) == 1 then
      redis.call('RPUSH', key('pendingLanes', parts), parts.lane)
    end
  end
  return redis.call('ZREM', key('dispatched', parts), member) == 1
end
