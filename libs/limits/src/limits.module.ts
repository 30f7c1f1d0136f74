import { Module } from '@nestjs/common';
import { ThrottlerModule, type ThrottlerModuleOptions } from '@nestjs/throttler';
import { Clock } from '@sixdigit/config';
import { RedisConnection, RedisModule } from '@sixdigit/redis';
import { BudgetGuard } from './budget.guard.js';
import { budgetNames, budgets } from './budgets.js';
import { LimitsConfig } from './limits.config.js';
import { MemoryLimitStorage } from './memory-limit.store.js';
import { RedisLimitStorage } from './redis-limit.store.js';

/** The limits in front of the routes. The app registers the guard for all of its routes. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [RedisModule],
      inject: [LimitsConfig, RedisConnection, Clock],
      useFactory: (config: LimitsConfig, connection: RedisConnection, clock: Clock): ThrottlerModuleOptions => ({
        throttlers: budgetNames.map((name) => {
          const { count, seconds } = budgets[name].rate(config);
          return { name, limit: count, ttl: seconds * 1000 };
        }),
        storage: connection.embedded ? new MemoryLimitStorage(clock) : new RedisLimitStorage(connection, clock),
        setHeaders: false,
      }),
    }),
  ],
  providers: [BudgetGuard],
  exports: [BudgetGuard],
})
export class LimitsModule {}
