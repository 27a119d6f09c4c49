-- What the scripts of this folder share. ARGV[1] of each is a JSON object of key templates by name, such as
-- {"pending": "mailsift:pending:{identity}:{lane}:{list}"}: scripts meet lanes and lists on their way.
-- A pass is `<batch>~<number>~<open addresses>~<identity>~<lane>`; with `<list>~` before it, it is unique over all lists.
local templates = cjson.decode(ARGV[1])

local function key(name, parts)
  return (templates[name]:gsub('{(%a+)}', parts))
end

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function parse(pass)
  local batch, number, open, identity, lane = pass:match('^([^~]+)~(%d+)~(%d+)~([^~]+)~(.+)$')
  return { batch = batch, number = tonumber(number), open = tonumber(open), identity = identity, lane = lane }
end

local function parse_member(member)
  local list, pass = member:match('^([^~]+)~(.+)$')
  local parts = parse(pass)
  parts.list, parts.pass = list, pass
  return parts
end

local function tenant_of(list)
  return redis.call('HGET', key('list', { list = list }), 'owner') or '-'
end

-- Lanes of a list that are counted by themselves: those that come after them are one, `other`.
local MOST_LANES_COUNTED = 200

local function counted_lane(list_key, lane)
  return redis.call('HEXISTS', list_key, 'l:' .. lane) == 1 and lane or 'other'
end

-- How many slots of a lane a list holds; and, with the list, how many of its passes in a lane are under way (`f:`).
local function count_share(parts, by)
  local shares, list_key = key('shares', parts), key('list', { list = parts.list })
  if redis.call('HINCRBY', shares, parts.list, by) <= 0 then redis.call('HDEL', shares, parts.list) end
  if redis.call('EXISTS', list_key) == 0 then return end
  redis.call('HINCRBY', list_key, 'f:' .. counted_lane(list_key, parts.lane), by)
end

-- Has a pass wait for its time.
local function wait_until(list, pass, at)
  redis.call('ZADD', key('waiting', { list = list }), at, pass)
  redis.call('ZADD', templates.due, 'LT', at, list)
end

-- `due` holds a list at the time of its first waiting pass, or, while it is held, not at all.
local function refresh_due(list)
  local first = redis.call('ZRANGE', key('waiting', { list = list }), 0, 0, 'WITHSCORES')
  if first[1] then
    redis.call('ZADD', templates.due, first[2], list)
  else
    redis.call('ZREM', templates.due, list)
  end
end

-- What a lane does is measured from points in its past that are so far apart, ms.
local POINT_MS = 30000

-- Six fields of ten seconds each: `<which ten seconds>:<count>`.
local function count_rate(list_key, amount)
  local slot = math.floor(now_ms() / 10000)
  local name = 'r:' .. slot % 6
  local at, counted = (redis.call('HGET', list_key, name) or ''):match('^(%d+):(%d+)$')
  if tonumber(at) ~= slot then counted = 0 end
  redis.call('HSET', list_key, name, string.format('%d:%d', slot, tonumber(counted) + amount))
end

-- `p:<lane>`: when its work began, an earlier point and a later one, each as time and count, and when it was last heard of.
local function write_point(list_key, lane, done)
  local now = now_ms()
  local began, began_count, at, count, later, later_count =
    (redis.call('HGET', list_key, 'p:' .. lane) or ''):match('^(%d+):(%d+):(%d+):(%d+):(%d+):(%d+)')
  if not began then began, began_count, at, count, later, later_count = now, done, now, done, now, done end
  if now - tonumber(later) >= POINT_MS then at, count, later, later_count = later, later_count, now, done end
  local format = '%.0f:%d:%.0f:%d:%.0f:%d:%.0f'
  redis.call('HSET', list_key, 'p:' .. lane, format:format(began, began_count, at, count, later, later_count, now))
end

-- The work of a lane begins with its first pass.
local function begin_lane(list, lane)
  local list_key = key('list', { list = list })
  lane = counted_lane(list_key, lane)
  if redis.call('HEXISTS', list_key, 'p:' .. lane) == 1 then return end
  write_point(list_key, lane, tonumber(redis.call('HGET', list_key, 'd:' .. lane)) or 0)
end

-- Adds field, amount pairs from ARGV[first] on, `pairs_count` of them. Fields of lanes are `l:`, all addresses,
-- `d:`, done, and `v:`, waiting for their time.
local function count(list, first, pairs_count)
  local list_key = key('list', { list = list })
  for index = first, first + 2 * pairs_count - 1, 2 do
    local field, amount = ARGV[index], tonumber(ARGV[index + 1])
    local kind, lane = field:match('^([ldv]):(.+)$')
    if kind == 'l' and redis.call('HEXISTS', list_key, field) == 0 then
      if (tonumber(redis.call('HGET', list_key, 'lanes')) or 0) < MOST_LANES_COUNTED then
        redis.call('HINCRBY', list_key, 'lanes', 1)
      else
        field = 'l:other'
      end
    elseif kind then
      lane = counted_lane(list_key, lane)
      field = kind .. ':' .. lane
    end
    local total = redis.call('HINCRBY', list_key, field, amount)
    if field == 'done' then count_rate(list_key, amount) end
    if kind == 'd' then write_point(list_key, lane, total) end
  end
end

-- 'complete' when every partition is resolved and every address published is done, 'open' while not.
local function progress(list)
  local values = redis.call('HMGET', key('list', { list = list }), 'partitions', 'resolved', 'addresses', 'done')
  local partitions, resolved = tonumber(values[1]), tonumber(values[2]) or 0
  local addresses, done = tonumber(values[3]) or 0, tonumber(values[4]) or 0
  if partitions and resolved == partitions and done == addresses then return 'complete' end
  return 'open'
end
