-- What the scripts of this folder share. ARGV[1] of each is a JSON object of key templates by name, such as
-- {"pending": "mailsift:pending:{identity}:{lane}:{list}"}: scripts meet lanes and lists on their way.
-- A pass is `<batch>~<number>~<identity>~<lane>`; with `<list>~` before it, it is unique over all lists.
local templates = cjson.decode(ARGV[1])

local function key(name, parts)
  return (templates[name]:gsub('{(%a+)}', parts))
end

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function parse(pass)
  local batch, number, identity, lane = pass:match('^([^~]+)~(%d+)~([^~]+)~(.+)$')
  return { batch = batch, number = tonumber(number), identity = identity, lane = lane }
end

local function parse_member(member)
  local list, pass = member:match('^([^~]+)~(.+)$')
  local parts = parse(pass)
  parts.list, parts.pass = list, pass
  return parts
end

-- A lane stands in its identity's turn exactly while a list stands in the lane's, and a list exactly while it has passes.
local function push(list, pass, in_front)
  local parts = parse(pass)
  parts.list = list
  local pending = key('pending', parts)
  if redis.call('EXISTS', pending) == 0 then
    local lists = key('pendingLists', parts)
    if redis.call('EXISTS', lists) == 0 then redis.call('RPUSH', key('pendingLanes', parts), parts.lane) end
    redis.call('RPUSH', lists, list)
    redis.call('SADD', key('lanes', parts), parts.identity .. '~' .. parts.lane)
  end
  redis.call(in_front and 'LPUSH' or 'RPUSH', pending, pass)
end

-- Takes a pass out of what is dispatched. False where it was not there.
local function let_go(member, parts)
  redis.call('HDEL', key('dispatchNumbers', parts), member)
  redis.call('SREM', key('slots', parts), member)
  return redis.call('ZREM', key('dispatched', parts), member) == 1
end

-- Adds field, amount pairs from ARGV[first] on, `pairs_count` of them. What is done is counted for the rate too: six
-- fields of ten seconds each, `<which ten seconds>:<count>`.
local function count(list, first, pairs_count)
  local list_key = key('list', { list = list })
  for index = first, first + 2 * pairs_count - 1, 2 do
    local field, amount = ARGV[index], tonumber(ARGV[index + 1])
    redis.call('HINCRBY', list_key, field, amount)
    if field == 'done' then
      local slot = math.floor(now_ms() / 10000)
      local name = 'r:' .. slot % 6
      local at, counted = (redis.call('HGET', list_key, name) or ''):match('^(%d+):(%d+)$')
      if tonumber(at) ~= slot then counted = 0 end
      redis.call('HSET', list_key, name, string.format('%d:%d', slot, tonumber(counted) + amount))
    end
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
