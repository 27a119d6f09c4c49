-- Whether what Redis holds may be trusted: its generation is of this very process, and of this layout of keys. Started again,
-- restored from a snapshot, or taken over by a replica, Redis may lack leases that are held and know passes that ended long ago.
-- Raise LAYOUT with every change of what a key holds: all is then rebuilt from the store.
local LAYOUT = '2'

local function memory()
  return LAYOUT .. ':' .. (redis.call('INFO', 'server'):match('run_id:(%w+)') or '')
end

local function is_cold(generation)
  return redis.call('GET', generation) ~= memory()
end
