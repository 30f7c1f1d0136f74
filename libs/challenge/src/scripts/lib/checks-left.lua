-- The twin of rules/checks-left.ts.

local function verification_of(state, challenge)
  if challenge.ref == '' then return nil end
  return find(state.verifications, function(verification) return verification.ref == challenge.ref end)
end

-- who asks by phone from a network with one handle is taken for its holder
local function holder_by_phone(challenge)
  if #challenge.handles == 1 then return challenge.handles[1] end
end

-- reserved, not capped: each other holder keeps one check that nobody else can use up, in the order of the twin
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
