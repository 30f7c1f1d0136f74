-- The twin of rules/checks-left.ts.

local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end

-- who asks by phone from a network with one handle is taken for its holder
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end

-- reserved, not capped: each other holder keeps one check that nobody else can use up
local function checks_left(state, verification, holder)
  local free = math.max(0, verification.max - verification.total)
  local own = 0
  if holder and holder.checks == 0 then own = math.min(1, free) end
  local kept = 0
  for _, challenge in ipairs(state.challenges) do
    if challenge.ref == verification.ref and not challenge.matched then
      for _, handle in ipairs(challenge.handles) do
        if handle ~= holder and handle.checks == 0 and handle.used < handle.max then kept = kept + 1 end
      end
    end
  end
  return math.max(own, free - kept)
end
