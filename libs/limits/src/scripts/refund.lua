#!lua flags=allow-oom
-- KEYS: as in charge.lua. ARGV[1]: { member }.
local member = cjson.decode(ARGV[1]).member
for _, key in ipairs(KEYS) do redis.call('ZREM', key, member) end
return 0
