// Written by `npm run generate` from the .lua files beside it.
import type { Script } from '@sixdigit/redis';

export const scripts = {
  begin: {
    name: 'idempotency.begin',
    lua: `#!lua
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local kept = cjson.decode(ARGV[1])
local now = now_ms(kept.offsetMs)
local function keep()
  redis.call('SET', KEYS[1], string.format('%.0f', now + kept.lifetimeMs) .. ' ' .. kept.text, 'PX', kept.lifetimeMs)
end
local found = redis.call('GET', KEYS[1])
if found then
  local space = string.find(found, ' ')
  if tonumber(string.sub(found, 1, space - 1)) > now then return string.sub(found, space + 1) end
end
keep()
return false`,
  },
  drop: {
    name: 'idempotency.drop',
    lua: `#!lua flags=allow-oom
redis.call('DEL', KEYS[1])`,
  },
  keep: {
    name: 'idempotency.keep',
    lua: `#!lua
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local kept = cjson.decode(ARGV[1])
local now = now_ms(kept.offsetMs)
local function keep()
  redis.call('SET', KEYS[1], string.format('%.0f', now + kept.lifetimeMs) .. ' ' .. kept.text, 'PX', kept.lifetimeMs)
end
keep()`,
  },
} as const satisfies Record<string, Script>;
