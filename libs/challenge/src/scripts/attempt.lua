#!lua flags=allow-oom
--- @include "lib/state"
--- @include "lib/windows"
--- @include "lib/checks-left"
-- The twin of rules/attempt.ts. ARGV[1] beside the usual: a CodeAttempt, consume, attemptId.
-- It may write where no memory is left: pending codes work while nothing new is opened.
local origin, state = input.origin, load()

local function wrong(challenge, left) return reply({ outcome = 'wrong', sealed = challenge.sealed, attemptsLeft = left }) end

-- the first success of any handle is that of the challenge
local function matched(challenge)
  challenge.matched = true
  if input.consume then state.challenges = filter(state.challenges, function(other) return other ~= challenge end) end
  save(state)
  return reply({ outcome = 'matched', nonce = challenge.nonce, sealed = challenge.sealed, channel = challenge.channel })
end

local function is_comparable(challenge) return challenge.mac ~= '' or challenge.ref ~= '' end

local function has_facts(challenge) return challenge.purpose == input.purpose and challenge.binding == input.binding end

local function is_right(challenge)
  if challenge.mac == '' or not has_facts(challenge) then return false end
  return find(input.macs, function(mac) return mac == challenge.mac end) ~= nil
end

local function is_hosted(challenge) return challenge.mac == '' and challenge.ref ~= '' and has_facts(challenge) end

-- a code that matched before proves nothing new: its claim decides, and it is not counted again
local function is_repeated(challenge) return challenge.matched and is_right(challenge) end

local function foreign_left(challenge)
  local total = 0
  for _, used in pairs(challenge.foreign) do total = total + used end
  return math.min(rules.attemptsMax - total, rules.foreignPerSiteMax - (challenge.foreign[origin.site] or 0))
end

-- whose reserved check the attempt may use
local function holder_of(claimant)
  if claimant.by == 'own_network' then return holder_by_phone(claimant.challenge) end
  return claimant.handle
end

local function claimant_checks_left(claimant)
  local verification = verification_of(state, claimant.challenge)
  if not verification then return 0 end
  local left = checks_left(state, verification, holder_of(claimant))
  if claimant.by == 'foreign' then left = math.max(0, math.min(left, rules.foreignChecksMax - verification.foreign)) end
  return left
end

local function count(claimant)
  local challenge = claimant.challenge
  state.compared[#state.compared + 1] = now
  if claimant.by == 'handle' then claimant.handle.used = claimant.handle.used + 1
  elseif claimant.by == 'foreign' then challenge.foreign[origin.site] = (challenge.foreign[origin.site] or 0) + 1
  else challenge.byPhone = challenge.byPhone + 1 end
end

local function attempts_left(claimant)
  if claimant.by == 'handle' then return claimant.handle.max - claimant.handle.used end
  if claimant.by == 'foreign' then return foreign_left(claimant.challenge) end
  return rules.attemptsMax - claimant.challenge.byPhone
end

local function ask_provider(claimant)
  local challenge, holder = claimant.challenge, holder_of(claimant)
  local verification = verification_of(state, challenge)
  verification.total = verification.total + 1
  if claimant.by == 'foreign' then verification.foreign = verification.foreign + 1 end
  if holder then holder.checks = holder.checks + 1 end
  save(state)
  return reply({
    outcome = 'ask_provider',
    nonce = challenge.nonce,
    by = claimant.by,
    handle = claimant.handle and claimant.handle.name or '',
    sealed = challenge.sealed,
    channel = challenge.channel,
    provider = verification.provider,
    ref = challenge.ref,
    attemptId = input.attemptId,
    attemptsLeft = math.min(attempts_left(claimant), claimant_checks_left(claimant)),
  })
end

-- counts first, so that parallel guesses do not share one count; then compares, or leaves it to the provider
local function check(claimants)
  local asked = find(claimants, function(claimant)
    return is_hosted(claimant.challenge) and claimant_checks_left(claimant) > 0
  end)
  local compared = filter(claimants, function(claimant) return claimant == asked or not is_hosted(claimant.challenge) end)
  if #compared == 0 then return wrong(claimants[1].challenge, 0) end
  for _, claimant in ipairs(compared) do count(claimant) end
  local right = find(compared, function(claimant) return is_right(claimant.challenge) end)
  if right then return matched(right.challenge) end
  state.wrong[#state.wrong + 1] = { at = now, site = origin.site, range = origin.range, id = input.attemptId }
  if asked then return ask_provider(asked) end
  save(state)
  return wrong(compared[1].challenge, attempts_left(compared[1]))
end

if input.named then
  local challenge = named(state, input.named.nonce)
  local handle = handle_of(challenge, input.named.handle)
  if not handle or not is_comparable(challenge) then return reply(none) end
  if is_repeated(challenge) then return matched(challenge) end
  if handle.used >= handle.max then return wrong(challenge, 0) end
  return check({ { by = 'handle', challenge = challenge, handle = handle } })
end

local live = filter(state.challenges, function(challenge) return not challenge.replaced and has_facts(challenge) end)
local comparable = filter(live, is_comparable)
if #comparable == 0 then return reply(none) end
local spent = exhausted_comparisons(state.compared)
if spent then return reply(spent) end
local mine = find(live, function(challenge) return challenge.network == origin.network end)
if mine then
  if not is_comparable(mine) then return reply(none) end
  if is_repeated(mine) then return matched(mine) end
  if mine.byPhone >= rules.attemptsMax then return wrong(mine, 0) end
  return check({ { by = 'own_network', challenge = mine } })
end

-- the owner may have moved to another network: all live challenges, on the attempts that strangers have
local repeated = find(comparable, is_repeated)
if repeated then return matched(repeated) end
local limit = exhausted_window(state.wrong, rules.wrongWindows, origin)
if limit then return reply(limit) end
local claimants = {}
for _, challenge in ipairs(comparable) do
  if foreign_left(challenge) > 0 then claimants[#claimants + 1] = { by = 'foreign', challenge = challenge } end
end
if #claimants == 0 then return wrong(comparable[1], 0) end
return check(claimants)
