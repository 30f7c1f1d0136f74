#!lua flags=allow-oom
--- @include "lib/state"
-- The twin of verificationGone() in rules/attach.ts. ARGV[1] beside the usual: a GoneVerification.
local state = load()
local challenge = named(state, input.nonce)
if not challenge then return reply(none) end
local was_cancelled = find(state.cancelled, function(cancelled) return cancelled.ref == input.ref end)
if challenge.ref == input.ref and not was_cancelled then return reply(none) end
state.wrong = filter(state.wrong, function(entry) return entry.id ~= input.attemptId end)
local handle = handle_of(challenge, input.handle)
if handle and handle.used > 0 then handle.used = handle.used - 1 end
if input.by == 'own_network' and challenge.byPhone > 0 then challenge.byPhone = challenge.byPhone - 1 end
save(state)
return reply({ outcome = 'wrong', sealed = challenge.sealed, attemptsLeft = handle and handle.max - handle.used or 0 })
