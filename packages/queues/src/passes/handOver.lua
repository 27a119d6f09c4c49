-- Gives the pending passes of an identity that nobody has had for long to others. Those of a partition, and so of a
-- domain, go to the same one (rendezvous hashing). What waits for its time follows when that has come.
-- KEYS  1 generation
-- ARGV  1 templates   2 identity   3 ms it must have been silent   4 most passes to move   5... identities that are there
-- Returns 'cold' without a generation, else how many passes were moved.
if is_cold(KEYS[1]) then return 'cold' end
local MOST_LANES = 200
local from, most = ARGV[2], tonumber(ARGV[4])
local now, here = now_ms(), { identity = from }
local heard = tonumber(redis.call('ZSCORE', templates.identities, from))
if #ARGV < 5 or not heard or now - heard < tonumber(ARGV[3]) then return 0 end

local function heir_of(batch)
  local partition, heir, best = batch:match('^[^.]+'), nil, ''
  for index = 5, #ARGV do
    local rank = redis.sha1hex(ARGV[index] .. '\0' .. partition)
    if rank > best then heir, best = ARGV[index], rank end
  end
  return heir
end

local moved = 0
local function move(list, pass)
  local parts = parse(pass)
  push(list, string.format('%s~%d~%d~%s~%s', parts.batch, parts.number, parts.open, heir_of(parts.batch), parts.lane), false)
  moved = moved + 1
end

for _, member in ipairs(redis.call('ZRANGEBYSCORE', key('dispatched', here), '-inf', now, 'LIMIT', 0, most)) do
  local parts = parse_member(member)
  let_go(member, parts, parts.open)
  redis.call('HDEL', key('starts', parts), parts.pass)
  if redis.call('EXISTS', key('list', parts)) == 1 then move(parts.list, parts.pass) end
end

local lanes = redis.call('LRANGE', key('pendingLanes', here), 0, MOST_LANES - 1)
for _, lane in ipairs(redis.call('ZRANGE', key('parked', here), 0, MOST_LANES - 1)) do lanes[#lanes + 1] = lane end
for _, lane in ipairs(lanes) do
  local parts = { identity = from, lane = lane }
  for _, tenant in ipairs(redis.call('ZRANGE', key('pendingTenants', parts), 0, -1)) do
    parts.tenant = tenant
    for _, list in ipairs(redis.call('ZRANGE', key('pendingLists', parts), 0, -1)) do
      parts.list = list
      local pending = key('pending', parts)
      for _, pass in ipairs(redis.call('LRANGE', pending, 0, math.max(0, most - moved) - 1)) do
        if moved < most then
          redis.call('LPOP', pending)
          move(list, pass)
        end
      end
      if redis.call('EXISTS', pending) == 0 then leave_turn({ identity = from, lane = lane, tenant = tenant, list = list }) end
    end
  end
end
return moved
