import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { RedisConfig, RedisConnection } from '@sixdigit/redis';
import { limitStorageSuite } from './limit-storage.suite.js';
import { RedisLimitStorage } from './redis-limit.store.js';

const url = process.env['TEST_REDIS_URL'];
const windowMs = 900_000;

function configOf(overrides: Partial<RedisConfig>): RedisConfig {
  return Object.assign(new RedisConfig(), { keyPrefix: `test:${randomUUID()}:` }, overrides);
}

async function connect(config: RedisConfig): Promise<RedisConnection> {
  const connection = new RedisConnection(config);
  await connection.connected();
  return connection;
}

if (!url) {
  it.skip('needs TEST_REDIS_URL', () => undefined);
} else {
  const [one, other] = await Promise.all([connect(configOf({ url, keyPrefix: 'test:' })), connect(configOf({ url, keyPrefix: 'test:' }))]);
  afterAll(() => {
    one.close();
    other.close();
  });

  /** Each test has keys of its own. */
  limitStorageSuite('Redis, by two instances,', (clock) => {
    const salt = randomUUID();
    const open = (connection: RedisConnection) => {
      const storage = new RedisLimitStorage(connection, clock);
      return {
        increment: (key: string, ttl: number, limit: number) => storage.increment(`${salt}${key}`, ttl, limit),
        refund: (key: string, member: string) => storage.refund(`${salt}${key}`, member),
      };
    };
    return { storages: [open(one), open(other)], close: () => undefined };
  });

  describe('RedisLimitStorage', () => {
    it('asks Redis once for each hit, also for IPv6', async () => {
      const run = jest.spyOn(one, 'run');
      await new RedisLimitStorage(one, new Clock()).increment('sends:{2001:db8::/48}2001:db8:0:1::/64', windowMs, 1000);
      expect(run).toHaveBeenCalledTimes(1);
      expect(run.mock.calls[0]![1]).toEqual(['limit:sends:{2001:db8::/48}2001:db8:0:1::/64', 'limit:sends:{2001:db8::/48}']);
      run.mockRestore();
    });

    it('leaves nothing behind when the window has passed', async () => {
      const key = `${randomUUID()}:{2001:db8::/48}2001:db8:0:1::/64`;
      await new RedisLimitStorage(one, new Clock()).increment(key, windowMs, 5);
      const lives = await one.run<number[]>(
        { name: 'test-lives', lua: "return { redis.call('PTTL', KEYS[1]), redis.call('PTTL', KEYS[2]) }" },
        [`limit:${key}`, `limit:${key.slice(0, key.indexOf('}') + 1)}`],
        [],
      );
      for (const life of lives) {
        expect(life).toBeGreaterThan(0);
        expect(life).toBeLessThanOrEqual(windowMs);
      }
    });

    it('opens no connection of its own and does not close the one it was lent', async () => {
      const storage = new RedisLimitStorage(one, new Clock());
      expect(storage.redis).toBe(one.shared);
      storage.onModuleDestroy();
      await expect(one.ping()).resolves.toBeUndefined();
    });

    it.each([null, undefined, 'OK', 0, [], [0], ['0', '1'], [0.5, 1], [-1, 1], [Number.NaN, 1]])(
      'refuses to decide from %p',
      async (reply) => {
        const run = jest.spyOn(one, 'run').mockResolvedValue(reply);
        await expect(new RedisLimitStorage(one, new Clock()).increment('sends:{192.0.2.1}', windowMs, 5)).rejects.toMatchObject({
          code: 'unavailable',
        });
        run.mockRestore();
      },
    );

    it('is unavailable when a key holds something else', async () => {
      const key = `sends:{${randomUUID()}}`;
      await one.run({ name: 'test-set', lua: "return redis.call('SET', KEYS[1], 'x', 'PX', 60000)" }, [`limit:${key}`], []);
      await expect(new RedisLimitStorage(one, new Clock()).increment(key, windowMs, 5)).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('is unavailable when Redis is away, and says when to come back', async () => {
      const away = await connect(configOf({ url }));
      away.close();
      const storage = new RedisLimitStorage(away, new Clock());
      await expect(storage.increment('sends:{192.0.2.1}', windowMs, 5)).rejects.toMatchObject({
        code: 'unavailable',
        extras: { retry_after: 5 },
      });
      await expect(storage.refund('sends:{192.0.2.1}', 'm')).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
}
