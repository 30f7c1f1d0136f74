#!lua
--- @include "@redis/now"
-- KEYS: the network's log, and the wider network's where there is one: sorted sets of hits by time.
-- ARGV[1]: { member, windowMs, limits (one for each key), offsetMs }.
-- Reply: ms to wait (0: admitted), hits in the network's window.
-- A log and not a counter, because counters let a double burst through at the window's edge. Deciding and
-- writing are one step, so that parallel callers cannot all see the last free place.
local charge = cjson.decode(ARGV[1])
local now, window = now_ms(charge.offsetMs), charge.windowMs
local wait, hits = 0, 0
for i, key in ipairs(KEYS) do
  local limit = charge.limits[i]
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  local count = redis.call('ZCARD', key)
  if i == 1 then hits = count end
  if count >= limit then
    local leaves = redis.call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
    wait = math.max(wait, math.min(leaves[2] + window - now, window))
  end
end
if wait > 0 then return { wait, hits } end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, charge.member)
  redis.call('PEXPIRE', key, window)
end
return { 0, hits + 1 }
