-- Says that Redis knows all that it is to know, for as long as this process of it runs.
-- KEYS  1 generation
-- Returns the generation.
redis.call('SET', KEYS[1], memory())
return memory()
