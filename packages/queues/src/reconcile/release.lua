-- Gives back a lock, unless it expired and is another's now.
-- KEYS  1 lock
-- ARGV  1 holder
-- Returns 1 where it was held, else 0.
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
