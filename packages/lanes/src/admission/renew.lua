-- Renews many leases at once.
-- KEYS  1 generation, then six of each lease: leases of its lane, domain, server, destination, network, identity
-- ARGV  1 time to live, ms; then the lease ids
-- Returns 'cold' without a generation, else 1 (renewed) or 0 (lost: its holder closes the socket) for each lease.
if is_cold(KEYS[1]) then return 'cold' end

local _, now_ms = clock()
local ttl = tonumber(ARGV[1])
local SCOPES = 6

local function scopes_of(index)
  local first = 2 + (index - 1) * SCOPES
  return { unpack(KEYS, first, first + SCOPES - 1) }
end

local function is_held(scopes, lease)
  for _, key in ipairs(scopes) do
    local expiry = redis.call('ZSCORE', key, lease)
    if not expiry or tonumber(expiry) <= now_ms then return false end
  end
  return true
end

local renewed = {}
for index = 1, #ARGV - 1 do
  local lease, scopes = ARGV[index + 1], scopes_of(index)
  local held = is_held(scopes, lease)
  for _, key in ipairs(scopes) do
    if held then
      redis.call('ZADD', key, now_ms + ttl, lease)
      redis.call('PEXPIRE', key, ttl)
    else
      redis.call('ZREM', key, lease)
    end
  end
  renewed[index] = held and 1 or 0
end
return renewed
