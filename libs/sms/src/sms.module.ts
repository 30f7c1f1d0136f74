import { type DynamicModule, Module } from '@nestjs/common';
import { Settings, SettingsModule } from '@sixdigit/config';
import { Clock } from '@sixdigit/contract';
import { Inbox } from '@sixdigit/inbox';
import { Keyring, KeysModule } from '@sixdigit/keys';
import { RedisConnection, RedisModule } from '@sixdigit/redis';
import { ChallengeStore } from './challenges/challenge.store.js';
import { MemoryChallengeStore } from './challenges/memory-challenge.store.js';
import { RedisChallengeStore } from './challenges/redis-challenge.store.js';
import { challengeRules } from './challenges/rules.js';
import { ChallengeSecrets } from './codes/challenge-secrets.js';
import { Delivery } from './delivery.js';
import { readLibrarySettings, type SmsOptions } from './library/library-settings.js';
import { SmsService } from './library/sms.service.js';
import { messageTemplates } from './messages/message-templates.js';
import { Receipts } from './receipts/receipts.js';
import { Router } from './routing/router.js';
import { routerFor } from './routing/router-for.js';
import { SmsConfig } from './sms.config.js';
import { NoSmsEvents, SmsEvents } from './sms-events.js';
import { VerificationService } from './verification.service.js';

/** Whether the store ends a challenge whose code was right: only where no database claims it. */
abstract class Consumption {
  abstract readonly byStore: boolean;
}

@Module({
  imports: [KeysModule, RedisModule],
  providers: [
    { provide: Inbox, inject: [Clock], useFactory: (clock: Clock) => new Inbox(clock) },
    { provide: Consumption, useValue: { byStore: false } },
    {
      provide: ChallengeStore,
      inject: [RedisConnection, Clock, SmsConfig],
      useFactory: (redis: RedisConnection, clock: Clock, config: SmsConfig) => {
        const rules = challengeRules(config);
        return redis.embedded ? new MemoryChallengeStore(clock, rules) : new RedisChallengeStore(redis, clock, rules);
      },
    },
    {
      provide: ChallengeSecrets,
      inject: [Keyring, SmsConfig],
      useFactory: (keyring: Keyring, config: SmsConfig) => new ChallengeSecrets(keyring, config.codeLength),
    },
    { provide: Router, inject: [Settings, Inbox, Clock], useFactory: routerFor },
    { provide: Receipts, inject: [Settings], useFactory: (settings: Settings) => Receipts.from(settings) },
    {
      provide: Delivery,
      inject: [ChallengeStore, ChallengeSecrets, Router, SmsConfig, Consumption],
      useFactory: (challenges: ChallengeStore, secrets: ChallengeSecrets, router: Router, config: SmsConfig, { byStore }: Consumption) =>
        new Delivery(challenges, secrets, router, messageTemplates(config), { product: config.product, consume: byStore }),
    },
    {
      provide: VerificationService,
      inject: [ChallengeStore, ChallengeSecrets, Router, Delivery, { token: SmsEvents, optional: true }],
      useFactory: (challenges: ChallengeStore, secrets: ChallengeSecrets, router: Router, delivery: Delivery, events?: SmsEvents) =>
        new VerificationService(challenges, secrets, router, delivery, events ?? new NoSmsEvents()),
    },
  ],
  exports: [VerificationService, Router, Receipts, Inbox],
})
export class SmsModule {
  /** For another Nest application that has nothing else of Sixdigit: its own settings, and codes that the store itself ends. */
  static register(options: SmsOptions = {}): DynamicModule {
    return {
      module: SmsModule,
      imports: [SettingsModule.register(readLibrarySettings(options))],
      providers: [
        { provide: Consumption, useValue: { byStore: true } },
        {
          provide: SmsService,
          inject: [VerificationService, ChallengeStore, ChallengeSecrets, SmsConfig],
          useFactory: (verification: VerificationService, challenges: ChallengeStore, secrets: ChallengeSecrets, config: SmsConfig) =>
            new SmsService(verification, challenges, secrets, config),
        },
      ],
      exports: [SmsService],
    };
  }
}
