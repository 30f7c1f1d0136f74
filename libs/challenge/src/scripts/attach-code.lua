#!lua flags=allow-oom
--- @include "lib/state"
-- The twin of attachCode() in rules/attach.ts. ARGV[1] beside the usual: { nonce, mac }.
local state = load()
local challenge = named(state, input.nonce)
if not challenge then return end
challenge.mac, challenge.ref, challenge.matched = input.mac, '', false
save(state)
