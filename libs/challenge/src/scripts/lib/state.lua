--- @include "@redis/now"
-- The twin of destination-state.ts.
-- KEYS[1]: everything that is known of one destination, packed: read, decided on and written as a whole.
-- ARGV[1]: { offsetMs, rules, … the script's own request }.
-- Replies are JSON, in the shape of the answers of challenge.store.ts; what is undefined there is absent here.
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

-- the state, and whether anything was known
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
