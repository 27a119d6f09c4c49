-- Takes the catch-all question of a domain, or tells what has come of it.
-- KEYS  1 what is known: yes, no, or asked, while somebody is at it
-- ARGV  1 ms until the claim runs out
-- Returns 'mine', or what is known.
local known = redis.call('GET', KEYS[1])
if known == 'yes' or known == 'no' or known == 'asked' then return known end
redis.call('SET', KEYS[1], 'asked', 'PX', ARGV[1])
return 'mine'
