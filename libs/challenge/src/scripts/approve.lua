#!lua flags=allow-oom
--- @include "lib/state"
-- The twin of approve() in rules/attach.ts. ARGV[1] beside the usual: an Approval.
local state, is_known = load()
if not is_known then return end
state.wrong = filter(state.wrong, function(entry) return entry.id ~= input.attemptId end)
state.verifications = filter(state.verifications, function(known) return known.ref ~= input.ref end)
local challenge = named(state, input.nonce)
if challenge then
  challenge.mac, challenge.matched = input.mac, true
  -- one code, used once: the other holders hold nothing any more
  state.challenges = filter(state.challenges, function(other)
    if other == challenge then return not input.consume end
    return other.ref ~= input.ref
  end)
end
save(state)
