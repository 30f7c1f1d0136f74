-- Milliseconds by Redis's clock, which all instances share. Only tests give an offset.
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
