import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { DatabaseModule } from '@sixdigit/database';
import { KeysModule } from '@sixdigit/keys';
import { AccessKeyRing } from './access-key-ring.js';
import { AccessKeySource, SecretKeySource } from './access-key-source.js';
import { AccessTokens } from './access-tokens.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionStore } from './session.store.js';
import { TokenService } from './token.service.js';

@Module({
  imports: [DatabaseModule, JwtModule.register({}), KeysModule],
  providers: [
    AccessKeyRing,
    { provide: AccessKeySource, useClass: SecretKeySource },
    AccessTokens,
    RefreshTokens,
    SessionStore,
    TokenService,
  ],
  exports: [TokenService],
})
export class TokenModule {}
