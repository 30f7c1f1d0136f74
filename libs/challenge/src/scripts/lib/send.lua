--- @include "checks-left"
-- The twin of send() in rules/sends.ts.

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
  -- an empty list would be written as an empty object
  if #list > 0 then return list end
end

-- charges a send, and says what goes out; no handle for an escalation
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
