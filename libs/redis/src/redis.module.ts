import { Module, type Provider } from '@nestjs/common';
import { RedisConfig } from './redis.config.js';
import { RedisConnection } from './redis.connection.js';

/** The connection, for a module that has settings of its own. It closes itself at shutdown. */
export const redisProviders: Provider[] = [
  {
    provide: RedisConnection,
    inject: [RedisConfig],
    useFactory: async (config: RedisConfig) => {
      const connection = new RedisConnection(config);
      await connection.connected();
      return connection;
    },
  },
];

@Module({ providers: redisProviders, exports: [RedisConnection] })
export class RedisModule {}
