import { Module } from '@nestjs/common';
import { Settings } from '@sixdigit/config';
import { Clock } from '@sixdigit/contract';
import { Keyring, KeysModule } from '@sixdigit/keys';
import { RedisConnection, RedisModule } from '@sixdigit/redis';
import { CarrierDelivery } from './carrier-delivery.js';
import { ChallengeStore } from './challenges/challenge.store.js';
import { MemoryChallengeStore } from './challenges/memory-challenge.store.js';
import { RedisChallengeStore } from './challenges/redis-challenge.store.js';
import { challengeRules } from './challenges/rules.js';
import { ChallengeSecrets } from './codes/challenge-secrets.js';
import type { Delivery } from './delivery.js';
import { HostedDelivery } from './hosted-delivery.js';
import { SmsConfig } from './sms.config.js';
import { NoSmsEvents, SmsEvents } from './sms-events.js';
import { chosenStrategy } from './strategies/chosen.js';
import type { Strategy } from './strategies/registration.js';
import { VerificationService } from './verification.service.js';

/** Without a database that claims a code, the store itself would have to end a challenge whose code was right. */
const consume = false;

function deliveryFor(strategy: Strategy, challenges: ChallengeStore, secrets: ChallengeSecrets, product: string): Delivery {
  if (strategy.kind === 'hosted') return new HostedDelivery(challenges, secrets, strategy.hosted, consume);
  return new CarrierDelivery(challenges, secrets, strategy.carrier, { product, fixedCode: strategy.fixedCode, consume });
}

@Module({
  imports: [KeysModule, RedisModule],
  providers: [
    {
      provide: ChallengeStore,
      inject: [RedisConnection, Clock, SmsConfig],
      useFactory: (redis: RedisConnection, clock: Clock, config: SmsConfig) => {
        const rules = challengeRules(config);
        return redis.embedded ? new MemoryChallengeStore(clock, rules) : new RedisChallengeStore(redis, clock, rules);
      },
    },
    {
      provide: VerificationService,
      inject: [Settings, SmsConfig, Keyring, ChallengeStore, { token: SmsEvents, optional: true }],
      useFactory: async (settings: Settings, config: SmsConfig, keyring: Keyring, challenges: ChallengeStore, events?: SmsEvents) => {
        const { registration, strategy } = await chosenStrategy(settings);
        const secrets = new ChallengeSecrets(keyring, config.codeLength);
        const delivery = deliveryFor(strategy, challenges, secrets, config.product);
        return new VerificationService(challenges, secrets, delivery, registration, events ?? new NoSmsEvents());
      },
    },
  ],
  exports: [VerificationService],
})
export class SmsModule {}
