-- Decides what may start now for one identity: overdue passes and those whose time has come become pending, then passes are taken
-- in turn of lanes, and within a lane in turn of lists, while the lane has slots and live workers have connections.
-- KEYS  1 generation
-- ARGV  1 templates   2 identity   3 ms until a dispatched pass is thought lost   4 most passes to dispatch
--       5 name of the tail lane   6 connections a pass of it uses   7 slots of a lane not named   8 JSON object of lane -> slots
-- Returns 'cold' without a generation, else a flat list of `<list>~<pass>`, dispatch number.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'cold' end
local MOST_LANES, MOST_TRIES, MOST_MOVED = 200, 100, 500
local identity, lifetime, most = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local tail, tail_weight = ARGV[5], tonumber(ARGV[6])
local default_slots, slots_by_lane = tonumber(ARGV[7]), cjson.decode(ARGV[8])
local now = now_ms()
local here = { identity = identity }
local dispatched, numbers = key('dispatched', here), key('dispatchNumbers', here)

for _, member in ipairs(redis.call('ZRANGEBYSCORE', dispatched, '-inf', now, 'LIMIT', 0, MOST_MOVED)) do
  local parts = parse_member(member)
  let_go(member, parts)
  if redis.call('EXISTS', key('list', parts)) == 1 then push(parts.list, parts.pass, true) end
end

for _, list in ipairs(redis.call('SMEMBERS', templates.lists)) do
  if redis.call('HGET', key('list', { list = list }), 'hold') == 'none' then
    local waiting = key('waiting', { list = list })
    for _, pass in ipairs(redis.call('ZRANGEBYSCORE', waiting, '-inf', now, 'LIMIT', 0, MOST_MOVED)) do
      redis.call('ZREM', waiting, pass)
      push(list, pass, true)
    end
  end
end

local workers, connections = key('workers', here), key('workerConnections', here)
local capacity = 0
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', workers, now, '+inf')) do
  capacity = capacity + (tonumber(redis.call('HGET', connections, worker)) or 0)
end
local tail_slots = key('slots', { identity = identity, lane = tail })
local used = redis.call('ZCARD', dispatched) + (tail_weight - 1) * redis.call('SCARD', tail_slots)

-- A lane that rests gets nothing; one that is to show whether it still refuses us gets one pass.
local function has_slot(lane, slots)
  if lane == tail then return used == 0 or used + tail_weight <= capacity end
  local limit = slots_by_lane[lane] or default_slots
  local state = redis.call('HMGET', key('laneState', { identity = identity, lane = lane }), 'window', 'until')
  if state[1] then limit = math.min(limit, math.max(1, math.ceil(tonumber(state[1])))) end
  if state[2] then
    if tonumber(state[2]) > now then return false end
    limit = 1
  end
  return redis.call('SCARD', slots) < limit
end

-- The next pass of the list whose turn it is; nil where all lists of the lane are paused or none has an open pass.
local function take(parts)
  local lists = key('pendingLists', parts)
  for _ = 1, MOST_TRIES do
    local list = redis.call('LINDEX', lists, 0)
    if not list then return nil end
    parts.list = list
    local pending = key('pending', parts)
    local hold = redis.call('HGET', key('list', parts), 'hold')
    if hold == 'paused' then
      redis.call('LMOVE', lists, lists, 'LEFT', 'RIGHT')
    elseif hold ~= 'none' then
      redis.call('DEL', pending)
      redis.call('LPOP', lists)
    else
      local pass = redis.call('LPOP', pending)
      if redis.call('EXISTS', pending) == 0 then
        redis.call('LPOP', lists)
      else
        redis.call('LMOVE', lists, lists, 'LEFT', 'RIGHT')
      end
      local parsed = parse(pass)
      local settled = tonumber(redis.call('HGET', key('passes', parts), parsed.batch)) or 0
      if settled < parsed.number then return pass end
    end
  end
  return nil
end

local answer, lanes, in_vain = {}, key('pendingLanes', here), 0
while #answer < 2 * most and used < capacity do
  if in_vain >= math.min(MOST_LANES, redis.call('LLEN', lanes)) then break end
  local parts = { identity = identity, lane = redis.call('LINDEX', lanes, 0) }
  local slots = key('slots', parts)
  local pass = has_slot(parts.lane, slots) and take(parts) or nil
  if pass then
    local member = parts.list .. '~' .. pass
    local number = redis.call('INCR', templates.dispatchCounter)
    redis.call('ZADD', dispatched, now + lifetime, member)
    redis.call('HSET', numbers, member, number)
    redis.call('SADD', slots, member)
    used = used + (parts.lane == tail and tail_weight or 1)
    answer[#answer + 1] = member
    answer[#answer + 1] = tostring(number)
    in_vain = 0
  else
    in_vain = in_vain + 1
  end
  if redis.call('EXISTS', key('pendingLists', parts)) == 0 then
    redis.call('LPOP', lanes)
  else
    redis.call('LMOVE', lanes, lanes, 'LEFT', 'RIGHT')
  end
end
return answer
