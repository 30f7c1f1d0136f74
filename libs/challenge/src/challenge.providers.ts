import type { Provider } from '@nestjs/common';
import { Clock } from '@sixdigit/config';
import { RedisConnection } from '@sixdigit/redis';
import { ChallengeConfig } from './challenge.config.js';
import { ChallengeStore } from './challenge.store.js';
import { challengeRules } from './challenge-rules.js';
import { ChallengeSecrets } from './challenge-secrets.js';
import { Challenges } from './challenges.service.js';
import { MemoryChallengeStore } from './memory-challenge.store.js';
import { RedisChallengeStore } from './redis-challenge.store.js';

/** Proving, for the module of `sms`, which adds the `ClaimMode`. The store is picked: Redis, or the memory of one process. */
export const challengeProviders: Provider[] = [
  {
    provide: ChallengeStore,
    inject: [RedisConnection, Clock, ChallengeConfig],
    useFactory: (redis: RedisConnection, clock: Clock, config: ChallengeConfig) => {
      const rules = challengeRules(config);
      return redis.embedded ? new MemoryChallengeStore(clock, rules) : new RedisChallengeStore(redis, clock, rules);
    },
  },
  ChallengeSecrets,
  Challenges,
];
