#!lua flags=allow-oom
--- @include "lib/state"
-- The twin of withdraw() in rules/attach.ts. ARGV[1] beside the usual: { nonce, handle }.
local state = load()
local challenge = named(state, input.nonce)
local handle = handle_of(challenge, input.handle)
if not handle then return end
challenge.handles = filter(challenge.handles, function(other) return other ~= handle end)
challenge.reserved = challenge.reserved - handle.max
if #challenge.handles == 0 then
  state.challenges = filter(state.challenges, function(other) return other ~= challenge end)
end
save(state)
