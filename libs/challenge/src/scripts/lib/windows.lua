-- The twin of rules/windows.ts.

-- entries of the window that `counts` counts: how many, and the one that blocks when there are `count` of them
local function blocking(entries, window, count, counts)
  local since, within = now - window.seconds * 1000, {}
  for _, entry in ipairs(entries) do
    if entry.at > since and counts(entry) then within[#within + 1] = entry end
  end
  return within[#within - count + 1], #within
end

-- what a window holds in all; of the caller's site, half of it; of their /24, two thirds
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
