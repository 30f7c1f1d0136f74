// Written by `npm run generate` from the .lua files beside it.
import type { Script } from '@sixdigit/redis';

export const scripts = {
  charge: {
    name: 'limits.charge',
    lua: `#!lua
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local charge = cjson.decode(ARGV[1])
local now, window = now_ms(charge.offsetMs), charge.windowMs
local wait, hits = 0, 0
for i, key in ipairs(KEYS) do
  local limit = charge.limits[i]
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  local count = redis.call('ZCARD', key)
  if i == 1 then hits = count end
  if count >= limit then
    local leaves = redis.call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
    wait = math.max(wait, math.min(leaves[2] + window - now, window))
  end
end
if wait > 0 then return { wait, hits } end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, charge.member)
  redis.call('PEXPIRE', key, window)
end
return { 0, hits + 1 }`,
  },
  refund: {
    name: 'limits.refund',
    lua: `#!lua flags=allow-oom
local member = cjson.decode(ARGV[1]).member
for _, key in ipairs(KEYS) do redis.call('ZREM', key, member) end
return 0`,
  },
} as const satisfies Record<string, Script>;
