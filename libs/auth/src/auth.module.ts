import { Inject, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditModule, AuditService } from '@sixdigit/audit';
import { ChallengeConfig } from '@sixdigit/challenge';
import { Clock } from '@sixdigit/config';
import { Database, DatabaseModule } from '@sixdigit/database';
import { PhoneConfig, SmsModule, VerificationService } from '@sixdigit/sms';
import { TokenModule, TokenService } from '@sixdigit/token';
import { AccountService } from './account/account.service.js';
import { UserStore } from './account/user.store.js';
import { AuthConfig } from './auth.config.js';
import { ClaimStore } from './claims/claim.store.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignInStore } from './sign-in/sign-in.store.js';

const hourMs = 3_600_000;

@Module({
  imports: [AuditModule, DatabaseModule, SmsModule, TokenModule],
  providers: [
    {
      provide: SignInService,
      inject: [VerificationService, TokenService, Database, Clock, AuditService, AuthConfig, ChallengeConfig, PhoneConfig],
      useFactory: (
        verification: VerificationService,
        tokens: TokenService,
        database: Database,
        clock: Clock,
        audit: AuditService,
        { defaultRole }: AuthConfig,
        { codeLength }: ChallengeConfig,
        { defaultRegion, allowedCountries }: PhoneConfig,
      ) =>
        new SignInService(verification, tokens, new SignInStore(database, clock), audit, {
          defaultRole,
          codeLength,
          defaultRegion,
          allowedCountries,
        }),
    },
    {
      provide: AccountService,
      inject: [Database, Clock],
      useFactory: (database: Database, clock: Clock) => new AccountService(new UserStore(database, clock)),
    },
    { provide: ClaimStore, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new ClaimStore(database, clock) },
  ],
  exports: [AccountService, SignInService],
})
export class AuthModule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AuthModule.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(ClaimStore) private readonly claims: ClaimStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.claims.forget().catch((error: unknown) => this.logger.warn({ err: error }, 'old claims wait for the database'));
    }, hourMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
