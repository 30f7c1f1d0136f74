import { type DynamicModule, Module } from '@nestjs/common';
import { ChallengeConfig, ChallengeSecrets, ChallengeStore, challengeProviders } from '@sixdigit/challenge';
import { Settings, SettingsModule } from '@sixdigit/config';
import { deliveryProviders, kitFor, MessagesConfig, MessageTemplates, ProviderKit, Receipts, Router } from '@sixdigit/delivery';
import { Inbox } from '@sixdigit/inbox';
import { KeysModule } from '@sixdigit/keys';
import { RedisModule } from '@sixdigit/redis';
import { Delivery } from './delivery.js';
import { readLibrarySettings, type SmsOptions } from './library/library-settings.js';
import { SmsService } from './library/sms.service.js';
import { PhoneConfig } from './phone.config.js';
import { SmsEvents } from './sms-events.js';
import { VerificationService } from './verification.service.js';

/** Whether the store ends a challenge whose code was right: only where no database claims it. */
abstract class ClaimMode {
  abstract readonly byStore: boolean;
}

@Module({
  imports: [KeysModule, RedisModule],
  providers: [
    ...challengeProviders,
    ...deliveryProviders,
    {
      provide: ProviderKit,
      inject: [Settings, ChallengeConfig, Inbox],
      useFactory: (settings: Settings, { codeLength }: ChallengeConfig, inbox: Inbox): ProviderKit =>
        kitFor(settings, { codeLength, inbox }),
    },
    SmsEvents,
    { provide: ClaimMode, useValue: { byStore: false } },
    {
      provide: Delivery,
      inject: [ChallengeStore, ChallengeSecrets, Router, MessageTemplates, MessagesConfig, ClaimMode],
      useFactory: (
        challenges: ChallengeStore,
        secrets: ChallengeSecrets,
        router: Router,
        templates: MessageTemplates,
        { product }: MessagesConfig,
        { byStore }: ClaimMode,
      ) => new Delivery(challenges, secrets, router, templates, { product, consume: byStore }),
    },
    {
      provide: VerificationService,
      inject: [ChallengeStore, ChallengeSecrets, Router, Delivery, SmsEvents],
      useFactory: (challenges: ChallengeStore, secrets: ChallengeSecrets, router: Router, delivery: Delivery, events: SmsEvents) =>
        new VerificationService(challenges, secrets, router, delivery, events),
    },
  ],
  exports: [VerificationService, ProviderKit, Router, Receipts, Inbox, SmsEvents],
})
export class SmsModule {
  /** For another Nest application that has nothing else of Sixdigit: its own settings, and codes that the store itself ends. */
  static register(options: SmsOptions = {}): DynamicModule {
    return {
      module: SmsModule,
      imports: [SettingsModule.register(readLibrarySettings(options))],
      providers: [
        { provide: ClaimMode, useValue: { byStore: true } },
        {
          provide: SmsService,
          inject: [VerificationService, ChallengeStore, ChallengeSecrets, ChallengeConfig, PhoneConfig],
          useFactory: (
            verification: VerificationService,
            challenges: ChallengeStore,
            secrets: ChallengeSecrets,
            { codeLength }: ChallengeConfig,
            phones: PhoneConfig,
          ) => new SmsService(verification, challenges, secrets, codeLength, phones),
        },
      ],
      exports: [SmsService],
    };
  }
}
