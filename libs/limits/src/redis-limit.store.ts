import { randomBytes } from 'node:crypto';
import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';
import { type Clock } from '@sixdigit/config';
import { unavailable } from '@sixdigit/contract';
import type { RedisConnection } from '@sixdigit/redis';
import { type CountedHit, type LimitStorage, wideFactor, wideKey } from './limit-storage.js';
import { scripts } from './scripts/scripts.generated.js';

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
    return scripts.charge.lua;
  }

  override async increment(key: string, ttl: number, limit: number): Promise<CountedHit> {
    this.sequence += 1;
    const member = `${this.instance}${this.sequence.toString(36)}`;
    const hit = { member, windowMs: ttl, limits: [limit, limit * wideFactor], offsetMs: this.clock.offsetMs };
    const reply = await this.connection.run<unknown>(scripts.charge, redisKeys(key), [JSON.stringify(hit)]);
    const [waitMs, hits] = Array.isArray(reply) ? reply : [];
    // fail closed: what cannot be read must not pass for "admitted"
    if (!isCount(waitMs) || !isCount(hits)) throw unavailable();
    return {
      totalHits: hits,
      timeToExpire: Math.ceil(ttl / 1000),
      isBlocked: waitMs > 0,
      timeToBlockExpire: Math.ceil(waitMs / 1000),
      member,
    };
  }

  async refund(key: string, member: string): Promise<void> {
    await this.connection.run(scripts.refund, redisKeys(key), [JSON.stringify({ member })]);
  }
}

function redisKeys(key: string): string[] {
  return [key, ...(wideKey.exec(key) ?? [])].map((log) => `limit:${log}`);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
