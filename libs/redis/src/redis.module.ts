import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RedisConfig } from './redis.config.js';
import { RedisConnection } from './redis.connection.js';

@Module({
  providers: [
    {
      provide: RedisConnection,
      inject: [RedisConfig],
      useFactory: async (config: RedisConfig) => {
        const connection = new RedisConnection(config);
        await connection.connected();
        return connection;
      },
    },
  ],
  exports: [RedisConnection],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(RedisConnection) private readonly connection: RedisConnection) {}

  onApplicationShutdown(): void {
    this.connection.close();
  }
}
