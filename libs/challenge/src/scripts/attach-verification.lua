#!lua flags=allow-oom
--- @include "lib/state"
--- @include "lib/checks-left"
-- The twin of attachVerification() in rules/attach.ts.
-- ARGV[1] beside the usual: { nonce, handle, provider, slot, ref, attemptsMax, replaces }.
local state = load()
local ref = input.ref
if find(state.cancelled, function(cancelled) return cancelled.ref == ref end) then return reply({ outcome = 'start_again' }) end
local challenge = named(state, input.nonce)
if not challenge then return reply({ outcome = 'attached', attemptsLeft = 0 }) end

local function move(other)
  if other.ref ~= ref then for _, handle in ipairs(other.handles) do handle.checks = 0 end end
  other.ref, other.mac, other.matched = ref, '', false
end

-- all messages go to the same phone, so the newest code is every holder's; of other facts, it is nobody's
for _, replaced in ipairs(input.replaces) do
  state.challenges = filter(state.challenges, function(other)
    return other.ref ~= replaced or (other.purpose == challenge.purpose and other.binding == challenge.binding)
  end)
  for _, other in ipairs(state.challenges) do
    if other.ref == replaced and not other.matched then
      move(other)
      other.restarts = other.restarts + 1
    end
  end
end
state.verifications = filter(state.verifications, function(known)
  return known.ref == ref or not find(input.replaces, function(replaced) return replaced == known.ref end)
end)
move(challenge)
local verification = find(state.verifications, function(known) return known.ref == ref end)
if not verification then
  verification = {
    ref = ref,
    provider = input.provider,
    slot = input.slot,
    max = input.attemptsMax,
    keptUntil = now + rules.verificationKeptMs,
    total = 0,
    foreign = 0,
  }
  state.verifications[#state.verifications + 1] = verification
end
local handle = handle_of(challenge, input.handle)
local left = handle and math.min(handle.max - handle.used, checks_left(state, verification, handle)) or 0
save(state)
return reply({ outcome = 'attached', attemptsLeft = left })
