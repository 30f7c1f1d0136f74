// Written by `npm run generate` from the .lua files beside it.
import type { Script } from '@sixdigit/redis';

export const scripts = {
  approve: {
    name: 'challenge.approve',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local state, is_known = load()
if not is_known then return end
state.wrong = filter(state.wrong, function(entry) return entry.id ~= input.attemptId end)
state.verifications = filter(state.verifications, function(known) return known.ref ~= input.ref end)
local challenge = named(state, input.nonce)
if challenge then
  challenge.mac, challenge.matched = input.mac, true
  state.challenges = filter(state.challenges, function(other)
    if other == challenge then return not input.consume end
    return other.ref ~= input.ref
  end)
end
save(state)`,
  },
  attachCode: {
    name: 'challenge.attach-code',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local state = load()
local challenge = named(state, input.nonce)
if not challenge then return end
challenge.mac, challenge.ref, challenge.matched = input.mac, '', false
save(state)`,
  },
  attachVerification: {
    name: 'challenge.attach-verification',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end
local function checks_left(state, verification, holder)
  local free = math.max(0, verification.max - verification.total)
  local waiting, place = 0, nil
  for _, challenge in ipairs(state.challenges) do
    if challenge.ref == verification.ref and not challenge.matched then
      for at = #challenge.handles, 1, -1 do
        local handle = challenge.handles[at]
        if handle.checks == 0 and handle.used < handle.max then
          if handle == holder then place = waiting end
          waiting = waiting + 1
        end
      end
    end
  end
  if not place then return math.max(0, free - waiting) end
  local own = 0
  if place < free then own = 1 end
  return math.max(own, free - (waiting - 1))
end
local state = load()
local ref = input.ref
if find(state.cancelled, function(cancelled) return cancelled.ref == ref end) then return reply({ outcome = 'start_again' }) end
local challenge = named(state, input.nonce)
if not challenge then return reply({ outcome = 'attached', attemptsLeft = 0 }) end
local function move(other)
  if other.ref ~= ref then for _, handle in ipairs(other.handles) do handle.checks = 0 end end
  other.ref, other.mac, other.matched = ref, '', false
end
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
return reply({ outcome = 'attached', attemptsLeft = left })`,
  },
  attempt: {
    name: 'challenge.attempt',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local function blocking(entries, window, count, counts)
  local since, within = now - window.seconds * 1000, {}
  for _, entry in ipairs(entries) do
    if entry.at > since and counts(entry) then within[#within + 1] = entry end
  end
  return within[#within - count + 1], #within
end
local function quotas(window, origin)
  local half = math.ceil(window.count / 2)
  local list = { { count = window.count, counts = function() return true end } }
  if origin.site ~= '' then
    list[#list + 1] = { count = half, counts = function(entry) return entry.site == origin.site end }
  end
  if origin.range ~= '' then
    local share = math.max(half, math.floor(window.count * 2 / 3))
    list[#list + 1] = { count = share, counts = function(entry) return entry.range == origin.range end }
  end
  return list
end
local function limited(longest, window, at)
  local wait = at + window.seconds * 1000 - now
  if longest and longest.waitMs >= wait then return longest end
  return { outcome = 'limited', windowSeconds = window.seconds, waitMs = wait }
end
local function exhausted_window(entries, windows, origin)
  local longest
  if #entries == 0 then return nil end
  for _, window in ipairs(windows) do
    for _, quota in ipairs(quotas(window, origin)) do
      local entry = blocking(entries, window, quota.count, quota.counts)
      if entry then longest = limited(longest, window, entry.at) end
    end
  end
  return longest
end
local function exhausted_comparisons(compared)
  local longest
  for _, window in ipairs(rules.comparisonWindows) do
    local since, within = now - window.seconds * 1000, {}
    for _, at in ipairs(compared) do if at > since then within[#within + 1] = at end end
    local at = within[#within - window.count + 1]
    if at then longest = limited(longest, window, at) end
  end
  return longest
end
local function has_entry(entries, windows, site)
  for _, window in ipairs(windows) do
    local _, count = blocking(entries, window, 1, function(entry) return entry.site == site end)
    if count > 0 then return true end
  end
  return false
end
local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end
local function checks_left(state, verification, holder)
  local free = math.max(0, verification.max - verification.total)
  local waiting, place = 0, nil
  for _, challenge in ipairs(state.challenges) do
    if challenge.ref == verification.ref and not challenge.matched then
      for at = #challenge.handles, 1, -1 do
        local handle = challenge.handles[at]
        if handle.checks == 0 and handle.used < handle.max then
          if handle == holder then place = waiting end
          waiting = waiting + 1
        end
      end
    end
  end
  if not place then return math.max(0, free - waiting) end
  local own = 0
  if place < free then own = 1 end
  return math.max(own, free - (waiting - 1))
end
local origin, state = input.origin, load()
local function wrong(challenge, left) return reply({ outcome = 'wrong', sealed = challenge.sealed, attemptsLeft = left }) end
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
local function is_repeated(challenge) return challenge.matched and is_right(challenge) end
local function foreign_left(challenge)
  local total = 0
  for _, used in pairs(challenge.foreign) do total = total + used end
  return math.min(rules.attemptsMax - total, rules.foreignPerSiteMax - (challenge.foreign[origin.site] or 0))
end
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
local repeated = find(comparable, is_repeated)
if repeated then return matched(repeated) end
local limit = exhausted_window(state.wrong, rules.wrongWindows, origin)
if limit then return reply(limit) end
local claimants = {}
for _, challenge in ipairs(comparable) do
  if foreign_left(challenge) > 0 then claimants[#claimants + 1] = { by = 'foreign', challenge = challenge } end
end
if #claimants == 0 then return wrong(comparable[1], 0) end
return check(claimants)`,
  },
  cancelling: {
    name: 'challenge.cancelling',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local state, is_known = load()
if not is_known then return end
for _, ref in ipairs(input.refs) do
  state.cancelled[#state.cancelled + 1] = { ref = ref, untilAt = now + rules.cancelledMs }
end
save(state)`,
  },
  escalate: {
    name: 'challenge.escalate',
    lua: `#!lua
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local function blocking(entries, window, count, counts)
  local since, within = now - window.seconds * 1000, {}
  for _, entry in ipairs(entries) do
    if entry.at > since and counts(entry) then within[#within + 1] = entry end
  end
  return within[#within - count + 1], #within
end
local function quotas(window, origin)
  local half = math.ceil(window.count / 2)
  local list = { { count = window.count, counts = function() return true end } }
  if origin.site ~= '' then
    list[#list + 1] = { count = half, counts = function(entry) return entry.site == origin.site end }
  end
  if origin.range ~= '' then
    local share = math.max(half, math.floor(window.count * 2 / 3))
    list[#list + 1] = { count = share, counts = function(entry) return entry.range == origin.range end }
  end
  return list
end
local function limited(longest, window, at)
  local wait = at + window.seconds * 1000 - now
  if longest and longest.waitMs >= wait then return longest end
  return { outcome = 'limited', windowSeconds = window.seconds, waitMs = wait }
end
local function exhausted_window(entries, windows, origin)
  local longest
  if #entries == 0 then return nil end
  for _, window in ipairs(windows) do
    for _, quota in ipairs(quotas(window, origin)) do
      local entry = blocking(entries, window, quota.count, quota.counts)
      if entry then longest = limited(longest, window, entry.at) end
    end
  end
  return longest
end
local function exhausted_comparisons(compared)
  local longest
  for _, window in ipairs(rules.comparisonWindows) do
    local since, within = now - window.seconds * 1000, {}
    for _, at in ipairs(compared) do if at > since then within[#within + 1] = at end end
    local at = within[#within - window.count + 1]
    if at then longest = limited(longest, window, at) end
  end
  return longest
end
local function has_entry(entries, windows, site)
  for _, window in ipairs(windows) do
    local _, count = blocking(entries, window, 1, function(entry) return entry.site == site end)
    if count > 0 then return true end
  end
  return false
end
local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end
local function checks_left(state, verification, holder)
  local free = math.max(0, verification.max - verification.total)
  local waiting, place = 0, nil
  for _, challenge in ipairs(state.challenges) do
    if challenge.ref == verification.ref and not challenge.matched then
      for at = #challenge.handles, 1, -1 do
        local handle = challenge.handles[at]
        if handle.checks == 0 and handle.used < handle.max then
          if handle == holder then place = waiting end
          waiting = waiting + 1
        end
      end
    end
  end
  if not place then return math.max(0, free - waiting) end
  local own = 0
  if place < free then own = 1 end
  return math.max(own, free - (waiting - 1))
end
local function cooldown_ms(sends) return rules.cooldownsMs[math.min(sends, #rules.cooldownsMs)] end
local function pending_verifications(state, challenge, holder, replaced_ref)
  local list = {}
  for _, verification in ipairs(state.verifications) do
    local shares_facts = find(state.challenges, function(other)
      return other.ref == verification.ref and other.purpose == challenge.purpose and other.binding == challenge.binding
    end) ~= nil
    local is_spent = checks_left(state, verification, holder) == 0
    list[#list + 1] = {
      provider = verification.provider,
      slot = verification.slot,
      ref = verification.ref,
      isOwn = challenge.ref == verification.ref,
      isStale = not shares_facts or is_spent or verification.ref == replaced_ref,
    }
  end
  if #list > 0 then return list end
end
local function send(state, challenge, handle, is_new, origin, replaced_ref)
  challenge.sends = challenge.sends + 1
  challenge.lastSendAt = now
  state.sends[#state.sends + 1] = { at = now, site = origin.site, range = origin.range, id = '' }
  local mac
  if challenge.mac ~= '' then mac = challenge.mac end
  save(state)
  return reply({
    outcome = 'opened',
    nonce = challenge.nonce,
    handle = handle and handle.name or '',
    purpose = challenge.purpose,
    binding = challenge.binding,
    mac = mac,
    channel = challenge.channel,
    sealed = challenge.sealed,
    isNew = is_new,
    lifetimeMs = challenge.expiresAt - now,
    resendMs = cooldown_ms(challenge.sends),
    attemptsLeft = handle and handle.max - handle.used or 0,
    verifications = pending_verifications(state, challenge, handle or holder_by_phone(challenge), replaced_ref),
  })
end
local state = load()
local challenge = named(state, input.nonce)
if not challenge or challenge.matched or challenge.escalated or challenge.channel ~= input.failed then return reply(none) end
if exhausted_window(state.sends, rules.sendWindows, challenge) then return reply(none) end
challenge.escalated = true
challenge.channel = input.channel
return send(state, challenge, nil, false, challenge, '')`,
  },
  open: {
    name: 'challenge.open',
    lua: `#!lua
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local function blocking(entries, window, count, counts)
  local since, within = now - window.seconds * 1000, {}
  for _, entry in ipairs(entries) do
    if entry.at > since and counts(entry) then within[#within + 1] = entry end
  end
  return within[#within - count + 1], #within
end
local function quotas(window, origin)
  local half = math.ceil(window.count / 2)
  local list = { { count = window.count, counts = function() return true end } }
  if origin.site ~= '' then
    list[#list + 1] = { count = half, counts = function(entry) return entry.site == origin.site end }
  end
  if origin.range ~= '' then
    local share = math.max(half, math.floor(window.count * 2 / 3))
    list[#list + 1] = { count = share, counts = function(entry) return entry.range == origin.range end }
  end
  return list
end
local function limited(longest, window, at)
  local wait = at + window.seconds * 1000 - now
  if longest and longest.waitMs >= wait then return longest end
  return { outcome = 'limited', windowSeconds = window.seconds, waitMs = wait }
end
local function exhausted_window(entries, windows, origin)
  local longest
  if #entries == 0 then return nil end
  for _, window in ipairs(windows) do
    for _, quota in ipairs(quotas(window, origin)) do
      local entry = blocking(entries, window, quota.count, quota.counts)
      if entry then longest = limited(longest, window, entry.at) end
    end
  end
  return longest
end
local function exhausted_comparisons(compared)
  local longest
  for _, window in ipairs(rules.comparisonWindows) do
    local since, within = now - window.seconds * 1000, {}
    for _, at in ipairs(compared) do if at > since then within[#within + 1] = at end end
    local at = within[#within - window.count + 1]
    if at then longest = limited(longest, window, at) end
  end
  return longest
end
local function has_entry(entries, windows, site)
  for _, window in ipairs(windows) do
    local _, count = blocking(entries, window, 1, function(entry) return entry.site == site end)
    if count > 0 then return true end
  end
  return false
end
local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end
local function checks_left(state, verification, holder)
  local free = math.max(0, verification.max - verification.total)
  local waiting, place = 0, nil
  for _, challenge in ipairs(state.challenges) do
    if challenge.ref == verification.ref and not challenge.matched then
      for at = #challenge.handles, 1, -1 do
        local handle = challenge.handles[at]
        if handle.checks == 0 and handle.used < handle.max then
          if handle == holder then place = waiting end
          waiting = waiting + 1
        end
      end
    end
  end
  if not place then return math.max(0, free - waiting) end
  local own = 0
  if place < free then own = 1 end
  return math.max(own, free - (waiting - 1))
end
local function cooldown_ms(sends) return rules.cooldownsMs[math.min(sends, #rules.cooldownsMs)] end
local function pending_verifications(state, challenge, holder, replaced_ref)
  local list = {}
  for _, verification in ipairs(state.verifications) do
    local shares_facts = find(state.challenges, function(other)
      return other.ref == verification.ref and other.purpose == challenge.purpose and other.binding == challenge.binding
    end) ~= nil
    local is_spent = checks_left(state, verification, holder) == 0
    list[#list + 1] = {
      provider = verification.provider,
      slot = verification.slot,
      ref = verification.ref,
      isOwn = challenge.ref == verification.ref,
      isStale = not shares_facts or is_spent or verification.ref == replaced_ref,
    }
  end
  if #list > 0 then return list end
end
local function send(state, challenge, handle, is_new, origin, replaced_ref)
  challenge.sends = challenge.sends + 1
  challenge.lastSendAt = now
  state.sends[#state.sends + 1] = { at = now, site = origin.site, range = origin.range, id = '' }
  local mac
  if challenge.mac ~= '' then mac = challenge.mac end
  save(state)
  return reply({
    outcome = 'opened',
    nonce = challenge.nonce,
    handle = handle and handle.name or '',
    purpose = challenge.purpose,
    binding = challenge.binding,
    mac = mac,
    channel = challenge.channel,
    sealed = challenge.sealed,
    isNew = is_new,
    lifetimeMs = challenge.expiresAt - now,
    resendMs = cooldown_ms(challenge.sends),
    attemptsLeft = handle and handle.max - handle.used or 0,
    verifications = pending_verifications(state, challenge, handle or holder_by_phone(challenge), replaced_ref),
  })
end
local origin, state = input.origin, load()
local granted = rules.attemptsMax
local wrong = exhausted_window(state.wrong, rules.wrongWindows, origin)
if wrong and has_entry(state.wrong, rules.wrongWindows, origin.site) then return reply(wrong) end
if exhausted_comparisons(state.compared) then granted = rules.attemptsWhenCompared
elseif wrong then granted = rules.attemptsWhenWrong end
local mine = find(state.challenges, function(challenge)
  return not challenge.replaced and challenge.network == origin.network
    and challenge.purpose == input.purpose and challenge.binding == input.binding
end)
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
return send(state, challenge, add_handle(challenge, granted, false), true, origin, replaced_ref)`,
  },
  resend: {
    name: 'challenge.resend',
    lua: `#!lua
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local function blocking(entries, window, count, counts)
  local since, within = now - window.seconds * 1000, {}
  for _, entry in ipairs(entries) do
    if entry.at > since and counts(entry) then within[#within + 1] = entry end
  end
  return within[#within - count + 1], #within
end
local function quotas(window, origin)
  local half = math.ceil(window.count / 2)
  local list = { { count = window.count, counts = function() return true end } }
  if origin.site ~= '' then
    list[#list + 1] = { count = half, counts = function(entry) return entry.site == origin.site end }
  end
  if origin.range ~= '' then
    local share = math.max(half, math.floor(window.count * 2 / 3))
    list[#list + 1] = { count = share, counts = function(entry) return entry.range == origin.range end }
  end
  return list
end
local function limited(longest, window, at)
  local wait = at + window.seconds * 1000 - now
  if longest and longest.waitMs >= wait then return longest end
  return { outcome = 'limited', windowSeconds = window.seconds, waitMs = wait }
end
local function exhausted_window(entries, windows, origin)
  local longest
  if #entries == 0 then return nil end
  for _, window in ipairs(windows) do
    for _, quota in ipairs(quotas(window, origin)) do
      local entry = blocking(entries, window, quota.count, quota.counts)
      if entry then longest = limited(longest, window, entry.at) end
    end
  end
  return longest
end
local function exhausted_comparisons(compared)
  local longest
  for _, window in ipairs(rules.comparisonWindows) do
    local since, within = now - window.seconds * 1000, {}
    for _, at in ipairs(compared) do if at > since then within[#within + 1] = at end end
    local at = within[#within - window.count + 1]
    if at then longest = limited(longest, window, at) end
  end
  return longest
end
local function has_entry(entries, windows, site)
  for _, window in ipairs(windows) do
    local _, count = blocking(entries, window, 1, function(entry) return entry.site == site end)
    if count > 0 then return true end
  end
  return false
end
local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end
local function checks_left(state, verification, holder)
  local free = math.max(0, verification.max - verification.total)
  local waiting, place = 0, nil
  for _, challenge in ipairs(state.challenges) do
    if challenge.ref == verification.ref and not challenge.matched then
      for at = #challenge.handles, 1, -1 do
        local handle = challenge.handles[at]
        if handle.checks == 0 and handle.used < handle.max then
          if handle == holder then place = waiting end
          waiting = waiting + 1
        end
      end
    end
  end
  if not place then return math.max(0, free - waiting) end
  local own = 0
  if place < free then own = 1 end
  return math.max(own, free - (waiting - 1))
end
local function cooldown_ms(sends) return rules.cooldownsMs[math.min(sends, #rules.cooldownsMs)] end
local function pending_verifications(state, challenge, holder, replaced_ref)
  local list = {}
  for _, verification in ipairs(state.verifications) do
    local shares_facts = find(state.challenges, function(other)
      return other.ref == verification.ref and other.purpose == challenge.purpose and other.binding == challenge.binding
    end) ~= nil
    local is_spent = checks_left(state, verification, holder) == 0
    list[#list + 1] = {
      provider = verification.provider,
      slot = verification.slot,
      ref = verification.ref,
      isOwn = challenge.ref == verification.ref,
      isStale = not shares_facts or is_spent or verification.ref == replaced_ref,
    }
  end
  if #list > 0 then return list end
end
local function send(state, challenge, handle, is_new, origin, replaced_ref)
  challenge.sends = challenge.sends + 1
  challenge.lastSendAt = now
  state.sends[#state.sends + 1] = { at = now, site = origin.site, range = origin.range, id = '' }
  local mac
  if challenge.mac ~= '' then mac = challenge.mac end
  save(state)
  return reply({
    outcome = 'opened',
    nonce = challenge.nonce,
    handle = handle and handle.name or '',
    purpose = challenge.purpose,
    binding = challenge.binding,
    mac = mac,
    channel = challenge.channel,
    sealed = challenge.sealed,
    isNew = is_new,
    lifetimeMs = challenge.expiresAt - now,
    resendMs = cooldown_ms(challenge.sends),
    attemptsLeft = handle and handle.max - handle.used or 0,
    verifications = pending_verifications(state, challenge, handle or holder_by_phone(challenge), replaced_ref),
  })
end
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
return send(state, challenge, handle, false, input.origin, '')`,
  },
  sendsLeft: {
    name: 'challenge.sends-left',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local function blocking(entries, window, count, counts)
  local since, within = now - window.seconds * 1000, {}
  for _, entry in ipairs(entries) do
    if entry.at > since and counts(entry) then within[#within + 1] = entry end
  end
  return within[#within - count + 1], #within
end
local function quotas(window, origin)
  local half = math.ceil(window.count / 2)
  local list = { { count = window.count, counts = function() return true end } }
  if origin.site ~= '' then
    list[#list + 1] = { count = half, counts = function(entry) return entry.site == origin.site end }
  end
  if origin.range ~= '' then
    local share = math.max(half, math.floor(window.count * 2 / 3))
    list[#list + 1] = { count = share, counts = function(entry) return entry.range == origin.range end }
  end
  return list
end
local function limited(longest, window, at)
  local wait = at + window.seconds * 1000 - now
  if longest and longest.waitMs >= wait then return longest end
  return { outcome = 'limited', windowSeconds = window.seconds, waitMs = wait }
end
local function exhausted_window(entries, windows, origin)
  local longest
  if #entries == 0 then return nil end
  for _, window in ipairs(windows) do
    for _, quota in ipairs(quotas(window, origin)) do
      local entry = blocking(entries, window, quota.count, quota.counts)
      if entry then longest = limited(longest, window, entry.at) end
    end
  end
  return longest
end
local function exhausted_comparisons(compared)
  local longest
  for _, window in ipairs(rules.comparisonWindows) do
    local since, within = now - window.seconds * 1000, {}
    for _, at in ipairs(compared) do if at > since then within[#within + 1] = at end end
    local at = within[#within - window.count + 1]
    if at then longest = limited(longest, window, at) end
  end
  return longest
end
local function has_entry(entries, windows, site)
  for _, window in ipairs(windows) do
    local _, count = blocking(entries, window, 1, function(entry) return entry.site == site end)
    if count > 0 then return true end
  end
  return false
end
local state, left = load(), nil
for _, window in ipairs(rules.sendWindows) do
  for _, quota in ipairs(quotas(window, input.origin)) do
    local _, count = blocking(state.sends, window, quota.count, quota.counts)
    left = math.min(left or quota.count, quota.count - count)
  end
end
local limit = exhausted_window(state.sends, rules.sendWindows, input.origin)
return reply({ left = math.max(0, left), waitMs = limit and limit.waitMs or 0 })`,
  },
  verificationGone: {
    name: 'challenge.verification-gone',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
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
return reply({ outcome = 'wrong', sealed = challenge.sealed, attemptsLeft = handle and handle.max - handle.used or 0 })`,
  },
  withdraw: {
    name: 'challenge.withdraw',
    lua: `#!lua flags=allow-oom
local function now_ms(offset_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + offset_ms
end
local input = cjson.decode(ARGV[1])
local rules, now = input.rules, now_ms(input.offsetMs)
local function filter(list, keeps)
  local kept = {}
  for _, item in ipairs(list) do if keeps(item) then kept[#kept + 1] = item end end
  return kept
end
local function find(list, is_it)
  for _, item in ipairs(list) do if is_it(item) then return item end end
end
local function prune(state)
  local since = now - rules.keptMs
  local is_recent = function(entry) return entry.at > since end
  state.challenges = filter(state.challenges, function(challenge) return challenge.expiresAt > now end)
  state.verifications = filter(state.verifications, function(verification)
    local ref = verification.ref
    return find(state.challenges, function(challenge) return challenge.ref == ref end) ~= nil
      or verification.keptUntil > now
        and not find(state.cancelled, function(cancelled) return cancelled.ref == ref end)
  end)
  state.sends = filter(state.sends, is_recent)
  state.wrong = filter(state.wrong, is_recent)
  state.compared = filter(state.compared, function(at) return at > since end)
  state.cancelled = filter(state.cancelled, function(cancelled) return cancelled.untilAt > now end)
end
local function load()
  local packed = redis.call('GET', KEYS[1])
  if not packed then
    return { challenges = {}, verifications = {}, sends = {}, wrong = {}, compared = {}, cancelled = {} }, false
  end
  local state = cmsgpack.unpack(packed)
  prune(state)
  return state, true
end
local function save(state) redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', rules.keptMs) end
local function named(state, nonce)
  return find(state.challenges, function(challenge) return challenge.nonce == nonce end)
end
local function handle_of(challenge, name)
  return challenge and find(challenge.handles, function(handle) return handle.name == name end)
end
local none = { outcome = 'none' }
local function reply(answer) return cjson.encode(answer) end
local state = load()
local challenge = named(state, input.nonce)
local handle = handle_of(challenge, input.handle)
if not handle then return end
challenge.handles = filter(challenge.handles, function(other) return other ~= handle end)
challenge.reserved = challenge.reserved - handle.max
if #challenge.handles == 0 then
  state.challenges = filter(state.challenges, function(other) return other ~= challenge end)
end
save(state)`,
  },
} as const satisfies Record<string, Script>;
