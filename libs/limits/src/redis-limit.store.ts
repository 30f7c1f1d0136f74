import { randomBytes } from 'node:crypto';
import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';
import { type Clock } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import type { RedisConnection, Script } from '@sixdigit/redis';
import { countedHit } from './counted-hit.js';
import { logsOf, wideFactor } from './limit-key.js';
import type { CountedHit, LimitStorage } from './limit-storage.js';

/**
 * KEYS: the network's log, and the wider network's where there is one.
 * ARGV: member, window in ms, limit, how many times as much the wider network has, clock offset in ms.
 * Reply: ms to wait (0: admitted), hits in the network's window.
 * A log is a sorted set of hits by time, not a counter, because counters let a double burst through at the
 * window's edge. Deciding and writing are one step, so that parallel callers cannot all see the last free place.
 */
const charge: Script = {
  name: 'limit-charge',
  lua: `
local window = tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[5])
local wait = 0
local hits = 0
for i, key in ipairs(KEYS) do
  local limit = tonumber(ARGV[3])
  if i == 2 then limit = limit * tonumber(ARGV[4]) end
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
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, window)
end
return { 0, hits + 1 }
`,
};

/** KEYS: as above. ARGV: member. */
const refund: Script = {
  name: 'limit-refund',
  lua: `
for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end
return 0
`,
};

/** Seconds a client is told to wait when Redis answers nonsense. */
const retryAfterSeconds = 5;

/** Limits that all instances share. One script and one round trip for each hit, by Redis's clock. */
export class RedisLimitStorage extends ThrottlerStorageRedisService implements LimitStorage {
  /** Members are unique over all instances: two hits with one name would count once. */
  private readonly instance = randomBytes(9).toString('base64url');
  private sequence = 0;

  constructor(
    private readonly connection: RedisConnection,
    private readonly clock: Clock,
  ) {
    // the superclass would open a connection of its own, without our deadlines, if it were given none
    super(connection.shared as never);
  }

  override getScriptSrc(): string {
    return charge.lua;
  }

  override async increment(key: string, ttl: number, limit: number): Promise<CountedHit> {
    this.sequence += 1;
    const member = `${this.instance}${this.sequence.toString(36)}`;
    const reply = await this.connection.run<unknown>(charge, redisKeys(key), [member, ttl, limit, wideFactor, this.clock.offsetMs]);
    const [waitMs, hits] = Array.isArray(reply) ? reply : [];
    // fail closed: what cannot be read must not pass for "admitted"
    if (!isCount(waitMs) || !isCount(hits)) throw new Problem('unavailable', { retry_after: retryAfterSeconds });
    return countedHit(member, hits, ttl, waitMs);
  }

  async refund(key: string, member: string): Promise<void> {
    await this.connection.run(refund, redisKeys(key), [member]);
  }
}

function redisKeys(key: string): string[] {
  return logsOf(key).map((log) => `limit:${log}`);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
