import { Inject, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditModule, AuditService } from '@sixdigit/audit';
import { Clock } from '@sixdigit/contract';
import { Database, DatabaseModule } from '@sixdigit/database';
import { SmsConfig, SmsModule, VerificationService } from '@sixdigit/sms';
import { TokenModule, TokenService } from '@sixdigit/token';
import { AccountService } from './account.service.js';
import { AuthConfig } from './auth.config.js';
import { ClaimStore } from './claim.store.js';
import { SignInService } from './sign-in.service.js';
import { SignInStore } from './sign-in.store.js';
import { UserStore } from './user.store.js';

const hourMs = 3_600_000;

@Module({
  imports: [AuditModule, DatabaseModule, SmsModule, TokenModule],
  providers: [
    {
      provide: SignInService,
      inject: [VerificationService, TokenService, Database, Clock, AuditService, AuthConfig, SmsConfig],
      useFactory: (
        verification: VerificationService,
        tokens: TokenService,
        database: Database,
        clock: Clock,
        audit: AuditService,
        { defaultRole }: AuthConfig,
        { codeLength, defaultRegion, allowedCountries }: SmsConfig,
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
