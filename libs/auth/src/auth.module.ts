import { Module } from '@nestjs/common';
import { AuditModule } from '@sixdigit/audit';
import { DatabaseModule } from '@sixdigit/database';
import { KeysModule } from '@sixdigit/keys';
import { VerificationModule } from '@sixdigit/sms';
import { TokenModule } from '@sixdigit/token';
import { AccountService } from './account/account.service.js';
import { UserStore } from './account/user.store.js';
import { ClaimStore } from './claims/claim.store.js';
import { ClaimRetention } from './claims/claim-retention.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignInStore } from './sign-in/sign-in.store.js';
import { SignInRules } from './sign-in/sign-in-rules.js';

@Module({
  imports: [AuditModule, DatabaseModule, KeysModule, VerificationModule, TokenModule],
  providers: [AccountService, UserStore, ClaimStore, ClaimRetention, SignInRules, SignInService, SignInStore],
  exports: [AccountService, SignInService],
})
export class AuthModule {}
