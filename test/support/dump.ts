import { Database } from '@sixdigit/database';
import { RedisConnection } from '@sixdigit/redis';
import type { Redis } from 'ioredis';
import type { Service } from './service.js';

/** What somebody who copies the stores gets: the tables that hold people, and all of Redis. */
export async function dumpOf(service: Service): Promise<string> {
  const { kysely } = service.app.get(Database, { strict: false });
  const tables = await Promise.all(
    (['users', 'sessions', 'claims', 'audit_events'] as const).map((table) => kysely.selectFrom(table).selectAll().execute()),
  );
  // those in the table of users have verified their number: the pending ones may not be there
  const parts = [JSON.stringify(tables)];
  const redis = service.app.get(RedisConnection, { strict: false });
  if (!redis.embedded) {
    const client = redis.shared as Redis;
    const prefix = service.environment['REDIS_KEY_PREFIX'] ?? '';
    const keys = await client.keys(`${prefix}*`);
    for (const key of keys) {
      const name = key.slice(prefix.length);
      const type = await client.type(name);
      // what is known of a destination is packed: its texts stand in it as they are
      const content =
        type === 'zset'
          ? JSON.stringify(await client.zrange(name, '0', '-1', 'WITHSCORES'))
          : (await client.getBuffer(name))!.toString('latin1');
      parts.push(key, content);
    }
  }
  return parts.join('\n');
}
