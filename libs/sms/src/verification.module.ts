import { Module, type Provider } from '@nestjs/common';
import { ChallengeConfig, ClaimMode, challengeProviders } from '@sixdigit/challenge';
import { Settings } from '@sixdigit/config';
import { deliveryProviders, kitFor, ProviderKit, Receipts, Router } from '@sixdigit/delivery';
import { Inbox } from '@sixdigit/inbox';
import { KeysModule } from '@sixdigit/keys';
import { RedisModule } from '@sixdigit/redis';
import { SmsEvents } from './sms-events.js';
import { VerificationService } from './verification.service.js';

/** What proves and delivers; beside these a module hands in its {@link ClaimMode}. */
export const verificationProviders: Provider[] = [
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

/** The statement that a code authorises claims its challenge. */
class ClaimedByDatabase extends ClaimMode {
  readonly mode = 'database';
}

/** Codes by messages for the service: on the settings, the keys and the Redis of the application. */
@Module({
  imports: [KeysModule, RedisModule],
  providers: [...verificationProviders, { provide: ClaimMode, useClass: ClaimedByDatabase }],
  exports: [VerificationService, ProviderKit, Router, Receipts, Inbox, SmsEvents],
})
export class VerificationModule {}
