#!lua
--- @include "lib/keep"
-- Reply: the text that is there, or nothing, and then the given one is there.
local found = redis.call('GET', KEYS[1])
if found then
  local space = string.find(found, ' ')
  if tonumber(string.sub(found, 1, space - 1)) > now then return string.sub(found, space + 1) end
end
keep()
return false
