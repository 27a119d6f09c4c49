import type { Keys } from '@mailsift/hints';
import type { Redis } from 'ioredis';

/**
 * The scripts compare what they stored with the clock of Redis, and with nothing else. So all that is stored moved back by
 * an hour is an hour gone by, and moved forward it is a clock that was set back.
 */
const SHIFT = `
local shift = tonumber(ARGV[1])
local MS = { 'until', 'since', 'last', 'ended' }
for _, key in ipairs(redis.call('KEYS', ARGV[2])) do
  local left = redis.call('PTTL', key)
  local kind = redis.call('TYPE', key).ok
  if left >= 0 and left - shift <= 0 then
    redis.call('DEL', key)
  else
    if kind == 'zset' then
      local members = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
      for index = 1, #members, 2 do redis.call('ZADD', key, tonumber(members[index + 1]) - shift, members[index]) end
    elseif kind == 'hash' then
      local tat = redis.call('HGET', key, 'tat')
      if tat then redis.call('HSET', key, 'tat', string.format('%.0f', tonumber(tat) - shift * 1000)) end
      for _, field in ipairs(MS) do
        local at = redis.call('HGET', key, field)
        if at then redis.call('HSET', key, field, string.format('%.0f', tonumber(at) - shift)) end
      end
    end
    if left >= 0 then redis.call('PEXPIRE', key, left - shift) end
  end
end`;

/** Lets so many ms go by for Redis, without waiting for them; negative: its clock is set back. */
export async function passTime(redis: Redis, keys: Keys, ms: number): Promise<void> {
  await redis.eval(SHIFT, 0, ms, `${keys.prefix}:*`);
}
