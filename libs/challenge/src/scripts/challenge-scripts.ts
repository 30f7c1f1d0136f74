import type { Script } from '@sixdigit/redis';
import type { ChallengeRules } from '../challenge.store.js';
import { prelude } from './common.js';

/** The atomic steps of the Redis store. Each loads at most three keys of one destination. */
export type ChallengeScripts = Readonly<Record<keyof typeof bodies, Script>>;

export function challengeScripts(rules: ChallengeRules): ChallengeScripts {
  const common = prelude(rules);
  const script = (name: keyof typeof bodies): Script => ({ name: `challenges.${name}`, lua: common + bodies[name] });
  return {
    open: script('open'),
    resend: script('resend'),
    withdraw: script('withdraw'),
    attach: script('attach'),
    settle: script('settle'),
    approve: script('approve'),
    sendsLeft: script('sendsLeft'),
  };
}

const bodies = {
  open: `
local key, purpose, network, mac, sealed, brought, channel, unique =
  ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7] == '1', ARGV[8], ARGV[9]
local challenges, refs = load()
local limited = spent(KEYS[3], wrong_windows, network)
if limited then return limited end
local wait, mine, rivals, soonest = 0, nil, 0, nil
for name, challenge in pairs(challenges) do
  if challenge.network == network then
    wait = math.max(wait, challenge.last + cooldowns[1] - now)
    if challenge.purpose == purpose then mine = name end
  elseif challenge.purpose == purpose and not challenge.matched then
    rivals = rivals + 1
    soonest = math.min(soonest or challenge.expires, challenge.expires)
  end
end
if wait > 0 then return { 'cooldown', wait } end
limited = spent(KEYS[2], send_windows, network)
if limited then return limited end
local own = challenges[mine or '']
if own and not own.matched and own.own < tries_max and own.expires - now >= lifetime / 2
  and own.brought == brought and (not brought or own.mac == mac) then
  return send(mine, own, refs, '', 0, network, channel, unique)
end
-- a stranger must not push out the owner's pending challenge
if rivals >= live_max then return { 'limited', lifetime / 1000, soonest - now } end
local stale = ''
if mine then
  if not own.matched then stale = own.ref end
  for name, challenge in pairs(challenges) do
    if name ~= mine and challenge.ref == stale then stale = '' end
  end
  redis.call('HDEL', KEYS[1], 'c:' .. mine)
end
return send(key, { purpose = purpose, network = network, created = now, expires = now + lifetime, sealed = sealed, brought = brought,
  mac = mac, ref = '', matched = false, own = 0, others = 0, sends = 0, last = 0 }, refs, stale, 1, network, channel, unique)
`,
  resend: `
local key, network, channel, failed, unique = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local challenges, refs = load()
local challenge = challenges[key]
if not challenge or challenge.matched or challenge.own >= tries_max then return { 'none' } end
if failed ~= '' and challenge.channel ~= failed then return { 'none' } end
local wait = challenge.last + cooldown(challenge.sends) - now
if wait > 0 and failed == '' then return { 'cooldown', wait } end
if channel == '' then channel = challenge.channel end
return spent(KEYS[2], send_windows, network) or send(key, challenge, refs, '', 0, network, channel, unique)
`,
  withdraw: `
redis.call('HDEL', KEYS[1], 'c:' .. ARGV[2])
`,
  attach: `
local key, mac, ref = ARGV[2], ARGV[3], ARGV[4]
local challenges, refs = load()
local challenge = challenges[key]
if not challenge then return end
challenge.mac, challenge.ref, challenge.matched = mac, ref, false
save(key, challenge)
if ref ~= '' and not refs[ref] then redis.call('HSET', KEYS[1], 'r:' .. ref, cjson.encode({ total = 0, by = {} })) end
`,
  settle: `
local named, purpose, network, consume, unique = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local challenges, refs = load()
local key, challenge = pick(challenges, named, purpose, network)
if not challenge or (challenge.mac == '' and challenge.ref == '') then return { 'none' } end
local is_own = named ~= '' or challenge.network == network
local refusal = refused(challenge, is_own, network)
if refusal then return refusal end
if challenge.mac ~= '' or challenge.purpose ~= purpose then
  return compare(key, challenge, is_own, purpose, network, unique, consume, 7)
end
local checks = refs[challenge.ref]
local own = checks.by['n' .. network] or 0
if checks.total >= checks_max or (network ~= '' and own >= math.ceil(checks_max / 2)) then return { 'wrong', challenge.sealed, 0 } end
checks.total = checks.total + 1
checks.by['n' .. network] = own + 1
redis.call('HSET', KEYS[1], 'r:' .. challenge.ref, cjson.encode(checks))
local left = count(key, challenge, is_own)
return { 'check', key, challenge.sealed, challenge.channel, challenge.ref, wrong_try(network, unique), left }
`,
  approve: `
local key, try_id, mac, consume = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
redis.call('ZREM', KEYS[3], try_id)
local challenge = load()[key]
if not challenge then return end
challenge.mac, challenge.matched = mac, true
if consume == '1' then redis.call('HDEL', KEYS[1], 'c:' .. key) else save(key, challenge) end
`,
  sendsLeft: `
local network, list, left = ARGV[2], entries(KEYS[2]), nil
for _, window in ipairs(send_windows) do
  for _, room in ipairs(rooms(list, window, network)) do
    left = math.min(left or room.count, room.count - #room.list)
  end
end
local limited = spent(KEYS[2], send_windows, network)
return { math.max(0, left), limited and limited[3] or 0 }
`,
};
