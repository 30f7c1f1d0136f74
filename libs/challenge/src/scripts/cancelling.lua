#!lua flags=allow-oom
--- @include "lib/state"
-- The twin of cancelling() in rules/attach.ts. ARGV[1] beside the usual: { refs }.
local state, is_known = load()
if not is_known then return end
for _, ref in ipairs(input.refs) do
  state.cancelled[#state.cancelled + 1] = { ref = ref, untilAt = now + rules.cancelledMs }
end
save(state)
