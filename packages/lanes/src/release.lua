-- Ends the claim to the catch-all question of a domain; an answer stays.
-- KEYS  1 what is known: yes, no, or asked, while somebody is at it
-- Returns the number of claims that were ended.
if redis.call('GET', KEYS[1]) ~= 'asked' then return 0 end
return redis.call('DEL', KEYS[1])
