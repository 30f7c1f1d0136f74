--- @include "@redis/now"
-- KEYS: one. ARGV[1]: { text, lifetimeMs, offsetMs }.
local kept = cjson.decode(ARGV[1])
local now = now_ms(kept.offsetMs)

-- Kept as `<time of its end> <text>`, for clocks that tests move.
local function keep()
  redis.call('SET', KEYS[1], string.format('%.0f', now + kept.lifetimeMs) .. ' ' .. kept.text, 'PX', kept.lifetimeMs)
end
