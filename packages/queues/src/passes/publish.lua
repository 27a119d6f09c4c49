-- Counts a fact of a list (its split, a cut, a resolved partition) once, and makes the passes of its batches pending.
-- KEYS  1 generation
-- ARGV  1 templates   2 list   3 name of the fact   4 number of pairs   5... field, amount pairs   then passes
-- Returns 'cold' without a generation, 'gone' for a list that is not known, else 'complete' or 'open'.
if is_cold(KEYS[1]) then return 'cold' end
local list = ARGV[2]
if redis.call('EXISTS', key('list', { list = list })) == 0 then return 'gone' end
if redis.call('SADD', key('facts', { list = list }), ARGV[3]) == 0 then return progress(list) end
local pairs_count = tonumber(ARGV[4])
count(list, 5, pairs_count)
for index = 5 + 2 * pairs_count, #ARGV do push(list, ARGV[index], false) end
return progress(list)
