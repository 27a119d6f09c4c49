-- Says that a worker lives, and forgets those that no longer say so.
-- KEYS  1 workers of an identity   2 their connections   3 identities
-- ARGV  1 worker   2 ms until it counts as dead   3 connections it may open   4 the identity
-- Returns 'held'.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
  redis.call('ZREM', KEYS[1], worker)
  redis.call('HDEL', KEYS[2], worker)
end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[3], now, ARGV[4])
return 'held'
