-- Decides what may start now for one identity: overdue passes and those whose time has come become pending, then passes are taken
-- in turn of lanes, within a lane of the tenant that is furthest behind, and of its list that is (turns.lua), while the lane has
-- slots and live workers have connections.
-- KEYS  1 generation
-- ARGV  1 templates   2 identity   3 ms until a dispatched pass is thought lost   4 most passes to dispatch
--       5 name of the tail lane   6 connections a pass of it uses   7 slots of a lane not named   8 JSON object of lane -> slots
-- Returns 'cold' without a generation, else a flat list of `<list>~<pass>`, dispatch number.
if is_cold(KEYS[1]) then return 'cold' end
local MOST_LANES, MOST_TRIES, MOST_MOVED, MOST_DUE = 1000, 100, 500, 100
-- A lane without a slot is looked at again after this, or when one of its passes ends: its window may have grown.
local PARK_MS, LONGEST_PARK_MS = 250, 5000
local identity, lifetime, most = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local tail, tail_weight = ARGV[5], tonumber(ARGV[6])
local default_slots, slots_by_lane = tonumber(ARGV[7]), cjson.decode(ARGV[8])
local now = now_ms()
local here = { identity = identity }
local dispatched, numbers = key('dispatched', here), key('dispatchNumbers', here)
local lanes, parked = key('pendingLanes', here), key('parked', here)

for _, member in ipairs(redis.call('ZRANGEBYSCORE', dispatched, '-inf', now, 'LIMIT', 0, MOST_MOVED)) do
  local parts = parse_member(member)
  let_go(member, parts, parts.open)
  local hold = redis.call('HGET', key('list', parts), 'hold')
  if hold == 'none' or hold == 'paused' then
    push(parts.list, parts.pass, true)
  else
    redis.call('HDEL', key('starts', parts), parts.pass)
  end
end

for _, list in ipairs(redis.call('ZRANGEBYSCORE', templates.due, '-inf', now, 'LIMIT', 0, MOST_DUE)) do
  if redis.call('HGET', key('list', { list = list }), 'hold') == 'none' then
    local waiting = key('waiting', { list = list })
    for _, pass in ipairs(redis.call('ZRANGEBYSCORE', waiting, '-inf', now, 'LIMIT', 0, MOST_MOVED)) do
      redis.call('ZREM', waiting, pass)
      push(list, pass, true)
    end
    refresh_due(list)
  else
    redis.call('ZREM', templates.due, list)
  end
end

for _, lane in ipairs(redis.call('ZRANGEBYSCORE', parked, '-inf', now, 'LIMIT', 0, MOST_LANES)) do
  redis.call('ZREM', parked, lane)
  redis.call('RPUSH', lanes, lane)
end

local workers, connections = key('workers', here), key('workerConnections', here)
local capacity = 0
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', workers, now, '+inf')) do
  capacity = capacity + (tonumber(redis.call('HGET', connections, worker)) or 0)
end
local tail_slots, tail_tenants = key('slots', { identity = identity, lane = tail }), key('pendingTenants', { identity = identity, lane = tail })
local tail_used = tail_weight * redis.call('ZCARD', tail_slots)
local others_used = redis.call('ZCARD', dispatched) - redis.call('ZCARD', tail_slots)
-- A pass of the tail needs many connections at once, and would never find them free while others take each one that is:
-- room is kept for one of them.
local kept = redis.call('EXISTS', tail_tenants) == 1 and 2 * tail_weight <= capacity and tail_weight or 0

local function has_room(lane)
  if lane ~= tail then return others_used + math.max(tail_used, kept) < capacity end
  local used = others_used + tail_used
  return used == 0 or used + tail_weight <= capacity
end

-- How long (ms) a lane has no slot at least; 0 where it has one. It has as many as admission grants it connections: more would
-- start, be denied and go back. A lane that rests gets nothing; one that is to show whether it still refuses us gets one pass.
local function wait_for_slot(lane, slots)
  if lane == tail then return 0 end
  local state = redis.call('HMGET', key('laneState', { identity = identity, lane = lane }), 'window', 'until')
  local limit = window_of(state[1], slots_by_lane[lane] or default_slots)
  if state[2] then
    local rest = tonumber(state[2]) - now
    if rest > 0 then return math.min(rest, LONGEST_PARK_MS) end
    limit = 1
  end
  -- A slot is left to a real-time check that found none.
  if redis.call('EXISTS', key('urgent', { identity = identity, lane = lane })) == 1 then limit = limit - 1 end
  return redis.call('ZCARD', slots) < limit and 0 or PARK_MS
end

-- The next pass of the list whose turn it is, which takes a slot; nil where none has an open one. Lists on hold leave the turn.
local function take(parts)
  for _ = 1, MOST_TRIES do
    parts.tenant = redis.call('ZRANGE', key('pendingTenants', parts), 0, 0)[1]
    if not parts.tenant then return nil end
    parts.list = redis.call('ZRANGE', key('pendingLists', parts), 0, 0)[1]
    local pending = key('pending', parts)
    local hold = redis.call('HGET', key('list', parts), 'hold')
    local pass = hold == 'none' and redis.call('LPOP', pending)
    if hold == 'paused' then
      redis.call('SADD', key('held', parts), identity .. '~' .. parts.lane)
    elseif hold ~= 'none' then
      redis.call('DEL', pending)
    end
    local member
    if pass then
      local parsed = parse(pass)
      local settled = tonumber(redis.call('HGET', key('passes', parts), parsed.batch)) or 0
      if settled < parsed.number then
        member = parts.list .. '~' .. pass
        take_slot(member, parts, parsed.open)
      end
    end
    if hold ~= 'none' or redis.call('EXISTS', pending) == 0 then leave_turn(parts) end
    if member then return member end
  end
  return nil
end

-- Numbers go on where they were after Redis lost its memory: a pass that still runs must not take another's for its own.
local function next_number()
  redis.call('SET', templates.dispatchCounter, string.format('%.0f', now * 1000), 'NX')
  return string.format('%.0f', redis.call('INCR', templates.dispatchCounter))
end

-- The lane whose turn it is, of those that there are connections for; nil where there is none.
local function next_lane()
  local lane = redis.call('LINDEX', lanes, 0)
  if not lane or has_room(lane) then return lane end
  if lane == tail then
    -- With few connections for all, the others wait until there are enough of them.
    if (tail_used == 0 and kept == 0) or redis.call('LLEN', lanes) == 1 then return nil end
    redis.call('LMOVE', lanes, lanes, 'LEFT', 'RIGHT')
    local following = redis.call('LINDEX', lanes, 0)
    return has_room(following) and following or nil
  end
  if not has_room(tail) or redis.call('LREM', lanes, 1, tail) == 0 then return nil end
  redis.call('LPUSH', lanes, tail)
  return tail
end

local answer = {}
for _ = 1, MOST_LANES do
  local lane = #answer < 2 * most and next_lane()
  if not lane then break end
  local parts = { identity = identity, lane = lane }
  local slots = key('slots', parts)
  local wait = wait_for_slot(lane, slots)
  if wait > 0 then
    redis.call('LPOP', lanes)
    redis.call('ZADD', parked, now + wait, lane)
  else
    local member = take(parts)
    if member then
      local number = next_number()
      redis.call('ZADD', dispatched, now + lifetime, member)
      redis.call('HSET', numbers, member, number)
      redis.call('DEL', key('yields', parts))
      begin_lane(parts.list, lane)
      if lane == tail then tail_used = tail_used + tail_weight else others_used = others_used + 1 end
      answer[#answer + 1] = member
      answer[#answer + 1] = number
    end
    -- A lane that nobody waits in has left the turn.
    if redis.call('LINDEX', lanes, 0) == lane then redis.call('LMOVE', lanes, lanes, 'LEFT', 'RIGHT') end
  end
end
return answer
