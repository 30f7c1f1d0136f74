#!lua
--- @include "lib/state"
--- @include "lib/windows"
--- @include "lib/send"
-- The twin of resend() in rules/sends.ts. ARGV[1] beside the usual: a ResendChallenge.
local state = load()
local challenge = named(state, input.nonce)
local handle = handle_of(challenge, input.handle)
if not handle or challenge.matched or handle.used >= handle.max then return reply(none) end
if not find(input.purposes, function(purpose) return purpose == challenge.purpose end) then return reply(none) end

local verification = challenge.mac == '' and verification_of(state, challenge)
local is_spent = verification and checks_left(state, verification, handle) == 0
if is_spent and challenge.restarts >= rules.restartsMax then return reply(none) end

local wait = challenge.lastSendAt + cooldown_ms(challenge.sends) - now
if wait > 0 and (not is_spent or handle.waived) then return reply({ outcome = 'cooldown', waitMs = wait }) end
local limit = exhausted_window(state.sends, input.windows or rules.sendWindows, input.origin)
if limit then return reply(limit) end
if wait > 0 then handle.waived = true end
challenge.channel = input.channel or challenge.channel
return send(state, challenge, handle, false, input.origin, '')
