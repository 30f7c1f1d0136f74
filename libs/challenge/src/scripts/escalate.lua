#!lua
--- @include "lib/state"
--- @include "lib/windows"
--- @include "lib/send"
-- The twin of escalate() in rules/sends.ts. ARGV[1] beside the usual: an EscalateChallenge.
local state = load()
local challenge = named(state, input.nonce)
if not challenge or challenge.matched or challenge.escalated or challenge.channel ~= input.failed then return reply(none) end
-- charged like a send of the network that asked: a stranger must not pass their half by messages that do not arrive
if exhausted_window(state.sends, rules.sendWindows, challenge) then return reply(none) end
challenge.escalated = true
challenge.channel = input.channel
return send(state, challenge, nil, false, challenge, '')
