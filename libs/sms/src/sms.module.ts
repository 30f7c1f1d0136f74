import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { ChallengeConfig, ClaimMode, challengeProviders } from '@sixdigit/challenge';
import { Settings, SettingsModule } from '@sixdigit/config';
import { deliveryProviders, kitFor, ProviderKit, Receipts, Router } from '@sixdigit/delivery';
import { Inbox } from '@sixdigit/inbox';
import { KeysModule } from '@sixdigit/keys';
import { RedisModule } from '@sixdigit/redis';
import { readLibrarySettings, type SmsOptions } from './library/library-settings.js';
import { SmsService } from './library/sms.service.js';
import { SmsEvents } from './sms-events.js';
import { VerificationService } from './verification.service.js';

/** The statement that a code authorises claims its challenge. */
class ClaimedByDatabase extends ClaimMode {
  readonly mode = 'database';
}

/** There is no database: the store itself ends a challenge whose code was right. */
class ClaimedByStore extends ClaimMode {
  readonly mode = 'store';
}

const providers: Provider[] = [
  ...challengeProviders,
  ...deliveryProviders,
  {
    provide: ProviderKit,
    inject: [Settings, ChallengeConfig, Inbox],
    useFactory: (settings: Settings, { codeLength, lifetimeSeconds }: ChallengeConfig, inbox: Inbox): ProviderKit =>
      kitFor(settings, { codeLength, lifetimeSeconds, inbox }),
  },
  SmsEvents,
  VerificationService,
];

@Module({
  imports: [KeysModule, RedisModule],
  providers: [...providers, { provide: ClaimMode, useClass: ClaimedByDatabase }],
  exports: [VerificationService, ProviderKit, Router, Receipts, Inbox, SmsEvents],
})
export class SmsModule {
  /** For another Nest application that has nothing else of Sixdigit: its own settings, and codes that the store itself ends. */
  static register(options: SmsOptions = {}): DynamicModule {
    return {
      module: SmsLibraryModule,
      imports: [SettingsModule.register(readLibrarySettings(options)), KeysModule, RedisModule],
      providers: [...providers, { provide: ClaimMode, useClass: ClaimedByStore }, SmsService],
      exports: [SmsService],
    };
  }
}

@Module({})
class SmsLibraryModule {}
