import { Module } from '@nestjs/common';
import { Clock } from '@sixdigit/config';
import { Keyring, KeysModule } from '@sixdigit/keys';
import { RedisConnection, RedisModule } from '@sixdigit/redis';
import { IdempotencyStore, MemoryIdempotencyStore, RedisIdempotencyStore } from './idempotency.store.js';
import { KeptReplies } from './kept-replies.js';

/** Replies kept for callers who repeat a request with the same `Idempotency-Key`. */
@Module({
  imports: [KeysModule, RedisModule],
  providers: [
    {
      provide: IdempotencyStore,
      inject: [RedisConnection, Clock],
      useFactory: (redis: RedisConnection, clock: Clock) =>
        redis.embedded ? new MemoryIdempotencyStore(clock) : new RedisIdempotencyStore(redis, clock),
    },
    { provide: KeptReplies, inject: [Keyring], useFactory: (keyring: Keyring) => new KeptReplies(keyring) },
  ],
  exports: [IdempotencyStore, KeptReplies],
})
export class IdempotencyModule {}
