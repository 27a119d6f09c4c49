-- KEYS  1 generation
-- Returns 1 where scripts answer 'cold', else 0.
return is_cold(KEYS[1]) and 1 or 0
