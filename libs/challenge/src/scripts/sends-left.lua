#!lua flags=allow-oom
--- @include "lib/state"
--- @include "lib/windows"
-- The twin of sendsLeft() in memory-challenge.store.ts. ARGV[1] beside the usual: { origin }.
local state, left = load(), nil
for _, window in ipairs(rules.sendWindows) do
  for _, quota in ipairs(quotas(window, input.origin)) do
    local _, count = blocking(state.sends, window, quota.count, quota.counts)
    left = math.min(left or quota.count, quota.count - count)
  end
end
local limit = exhausted_window(state.sends, rules.sendWindows, input.origin)
return reply({ left = math.max(0, left), waitMs = limit and limit.waitMs or 0 })
