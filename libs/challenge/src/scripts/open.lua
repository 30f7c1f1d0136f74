#!lua
--- @include "lib/state"
--- @include "lib/windows"
--- @include "lib/send"
-- The twin of open() in rules/sends.ts. ARGV[1] beside the usual: an OpenChallenge.
local origin, state = input.origin, load()

-- attempts of a new handle: wrong attempts of others cost a caller some of theirs, their own refuse them
local granted = rules.attemptsMax
local wrong = exhausted_window(state.wrong, rules.wrongWindows, origin)
if wrong and has_entry(state.wrong, rules.wrongWindows, origin.site) then return reply(wrong) end
if exhausted_comparisons(state.compared) then granted = rules.attemptsWhenCompared
elseif wrong then granted = rules.attemptsWhenWrong end

local mine = find(state.challenges, function(challenge)
  return not challenge.replaced and challenge.network == origin.network
    and challenge.purpose == input.purpose and challenge.binding == input.binding
end)

-- the code is a provider's, and who asks by phone has no check of it left
local function is_spent(challenge)
  local verification = challenge.mac == '' and verification_of(state, challenge)
  return verification and checks_left(state, verification, holder_by_phone(challenge)) == 0
end

local function may_be_waived()
  return mine and not mine.matched and is_spent(mine) and not find(mine.handles, function(handle) return handle.waived end)
end

local wait = 0
for _, other in ipairs(state.challenges) do
  if other.network == origin.network then wait = math.max(wait, other.lastSendAt + cooldown_ms(1) - now) end
end
local is_waived = wait > 0 and may_be_waived()
if wait > 0 and not is_waived then return reply({ outcome = 'cooldown', waitMs = wait }) end
local limit = exhausted_window(state.sends, input.windows or rules.sendWindows, origin)
if limit then return reply(limit) end

local function goes_out_again()
  return mine and not mine.matched and mine.byPhone < rules.attemptsMax and mine.reserved < rules.reservedMax
    and mine.expiresAt - now >= rules.lifetimeMs / 2
    and mine.callerSupplied == input.callerSupplied and (not input.callerSupplied or mine.mac == input.mac)
    and (mine.restarts < rules.restartsMax or not is_spent(mine))
end

local function add_handle(challenge, max, waived)
  local handle = { name = input.handle, max = max, used = 0, checks = 0, waived = waived }
  challenge.handles[#challenge.handles + 1] = handle
  challenge.reserved = challenge.reserved + max
  return handle
end

if goes_out_again() then
  local handle = add_handle(mine, math.min(granted, rules.reservedMax - mine.reserved), is_waived and true or false)
  mine.channel = input.channel
  return send(state, mine, handle, false, origin, '')
end

-- a stranger must not push out the owner's pending challenge
local rivals = filter(state.challenges, function(other)
  return other ~= mine and other.purpose == input.purpose and not other.matched and not other.replaced
end)
if #rivals >= rules.liveMax then
  local soonest = rivals[1].expiresAt
  for _, other in ipairs(rivals) do soonest = math.min(soonest, other.expiresAt) end
  return reply({ outcome = 'limited', windowSeconds = rules.lifetimeMs / 1000, waitMs = soonest - now })
end

local replaced_ref = ''
if mine then
  mine.replaced = true
  if not mine.matched then replaced_ref = mine.ref end
end
local challenge = {
  nonce = input.nonce, purpose = input.purpose, binding = input.binding,
  network = origin.network, site = origin.site, range = origin.range,
  createdAt = now, expiresAt = now + rules.lifetimeMs,
  sealed = input.sealed, callerSupplied = input.callerSupplied, channel = input.channel,
  mac = input.mac or '', ref = '', matched = false, replaced = false, escalated = false,
  reserved = 0, byPhone = 0, foreign = {}, restarts = 0, sends = 0, lastSendAt = 0, handles = {},
}
state.challenges[#state.challenges + 1] = challenge
return send(state, challenge, add_handle(challenge, granted, false), true, origin, replaced_ref)
