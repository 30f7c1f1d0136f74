import type { ChallengeRules, Window } from '../challenge.store.js';

/**
 * What every script begins with. Three keys, one slot:
 * KEYS[1] hash: `c:<key>` a challenge, `r:<ref>` the checks of a provider's verification;
 * KEYS[2] sends, KEYS[3] wrong attempts: sorted sets, scored by time, members `<network>:<unique>`.
 * ARGV[1] milliseconds added to the clock (tests). Replies are lists; an absent text is empty.
 */
export function prelude(rules: ChallengeRules): string {
  return `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000) + tonumber(ARGV[1])
local lifetime, tries_max, live_max, checks_max = ${rules.lifetimeMs}, ${rules.attemptsMax}, ${rules.liveMax}, ${rules.refChecksMax}
local cooldowns = {${rules.cooldownsMs.join(',')}}
local send_windows, wrong_windows = ${luaWindows(rules.sendWindows)}, ${luaWindows(rules.wrongWindows)}
local kept = ${Math.max(...[...rules.sendWindows, ...rules.wrongWindows].map((window) => window.seconds * 1000))}

-- live challenges by key, and the checks of the refs they hold; what has expired goes
local function load()
  local challenges, refs, held = {}, {}, {}
  local all = redis.call('HGETALL', KEYS[1])
  for i = 1, #all, 2 do
    local kind, name = string.sub(all[i], 1, 2), string.sub(all[i], 3)
    if kind == 'c:' then
      local challenge = cjson.decode(all[i + 1])
      if challenge.expires <= now then redis.call('HDEL', KEYS[1], all[i])
      else
        challenges[name] = challenge
        if challenge.ref ~= '' then held[challenge.ref] = true end
      end
    else refs[name] = cjson.decode(all[i + 1]) end
  end
  for name in pairs(refs) do
    if not held[name] then redis.call('HDEL', KEYS[1], 'r:' .. name); refs[name] = nil end
  end
  return challenges, refs
end

local function save(key, challenge) redis.call('HSET', KEYS[1], 'c:' .. key, cjson.encode(challenge)) end

-- entries of a sorted set, oldest first
local function entries(set)
  redis.call('ZREMRANGEBYSCORE', set, '-inf', now - kept)
  local raw, list = redis.call('ZRANGE', set, 0, -1, 'WITHSCORES'), {}
  for i = 1, #raw, 2 do
    list[#list + 1] = { network = string.match(raw[i], '^([^:]*):'), at = tonumber(raw[i + 1]) }
  end
  return list
end

-- what a window holds, and the caller's half of it
local function rooms(list, window, network)
  local within, own = {}, {}
  for _, entry in ipairs(list) do
    if entry.at > now - window.ms then
      within[#within + 1] = entry
      if entry.network == network then own[#own + 1] = entry end
    end
  end
  if network == '' then return { { list = within, count = window.count } } end
  return { { list = within, count = window.count }, { list = own, count = math.ceil(window.count / 2) } }
end

-- the window that stays spent the longest, as a reply
local function spent(set, windows, network)
  local list, longest, wait = entries(set), nil, 0
  for _, window in ipairs(windows) do
    for _, room in ipairs(rooms(list, window, network)) do
      if #room.list >= room.count then
        local ms = room.list[#room.list - room.count + 1].at + window.ms - now
        if not longest or ms > wait then longest, wait = window, ms end
      end
    end
  end
  if longest then return { 'limited', longest.ms / 1000, wait } end
end

local function cooldown(sends) return cooldowns[math.min(sends, #cooldowns)] end

-- charges a send of a challenge
local function send(key, challenge, refs, stale_ref, fresh, network, channel, unique)
  for name, checks in pairs(refs) do if checks.total >= checks_max then stale_ref = name end end
  challenge.sends = challenge.sends + 1
  challenge.last = now
  challenge.channel = channel
  save(key, challenge)
  redis.call('PEXPIRE', KEYS[1], lifetime)
  redis.call('ZADD', KEYS[2], now, network .. ':' .. unique)
  redis.call('PEXPIRE', KEYS[2], kept)
  return { 'opened', key, challenge.purpose, challenge.mac, challenge.sealed, fresh, challenge.expires - now,
    cooldown(challenge.sends), tries_max - challenge.own, stale_ref, challenge.ref, channel }
end

-- the challenge of an attempt: the named one; else that of the caller's network; else the newest
local function pick(challenges, key, purpose, network)
  if key ~= '' then return key, challenges[key] end
  local chosen
  for name, challenge in pairs(challenges) do
    if challenge.purpose == purpose then
      if challenge.network == network then return name, challenge end
      local best = challenges[chosen]
      if not best or challenge.created > best.created or (challenge.created == best.created and name < chosen) then chosen = name end
    end
  end
  return chosen, challenges[chosen or '']
end

-- why an attempt is not even counted; a pending challenge keeps its own attempts, whatever strangers did to the windows
local function refused(challenge, is_own, network)
  if not is_own then
    local limited = spent(KEYS[3], wrong_windows, network)
    if limited then return limited end
  end
  local attempts = is_own and challenge.own or challenge.others
  if attempts >= tries_max then return { 'wrong', challenge.sealed, 0 } end
end

-- before the comparison, and never undone: parallel guesses must not share one count
local function count(key, challenge, is_own)
  if is_own then challenge.own = challenge.own + 1 else challenge.others = challenge.others + 1 end
  save(key, challenge)
  return tries_max - (is_own and challenge.own or challenge.others)
end

local function wrong_try(network, unique)
  local member = network .. ':' .. unique
  redis.call('ZADD', KEYS[3], now, member)
  redis.call('PEXPIRE', KEYS[3], kept)
  return member
end

-- macs begin at ARGV[first]
local function compare(key, challenge, is_own, purpose, network, unique, consume, first)
  local left, right = count(key, challenge, is_own), false
  for i = first, #ARGV do
    if challenge.mac ~= '' and challenge.purpose == purpose and ARGV[i] == challenge.mac then right = true end
  end
  if not right then
    wrong_try(network, unique)
    return { 'wrong', challenge.sealed, left }
  end
  challenge.matched = true
  if consume == '1' then redis.call('HDEL', KEYS[1], 'c:' .. key) else save(key, challenge) end
  return { 'matched', key, challenge.sealed, challenge.channel }
end
`;
}

function luaWindows(windows: readonly Window[]): string {
  return `{${windows.map(({ count, seconds }) => `{count=${count},ms=${seconds * 1000}}`).join(',')}}`;
}
