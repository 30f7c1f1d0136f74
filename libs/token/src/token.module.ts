import { createSecretKey } from 'node:crypto';
import { Module } from '@nestjs/common';
import { Clock, ServiceConfig } from '@sixdigit/config';
import { Database, DatabaseModule } from '@sixdigit/database';
import { Keyring, KeysModule } from '@sixdigit/keys';
import { AccessTokens } from './access-token.js';
import { RefreshTokens } from './refresh-token.js';
import { SessionStore } from './session.store.js';
import type { SigningKey } from './signing-key.js';
import { TokenConfig } from './token.config.js';
import { TokenService } from './token.service.js';

function signingKeys(keyring: Keyring, jwtSecret: string | undefined): [SigningKey, ...SigningKey[]] {
  const [first, ...others] = keyring.all('access_token').map(({ id, key }): SigningKey => ({ kid: id, algorithm: 'HS256', key }));
  if (!jwtSecret) return [first!, ...others];
  return [{ kid: 'jwt-secret', algorithm: 'HS256', key: createSecretKey(Buffer.from(jwtSecret)) }];
}

@Module({
  imports: [DatabaseModule, KeysModule],
  providers: [
    {
      provide: TokenService,
      inject: [TokenConfig, ServiceConfig, Keyring, Database, Clock],
      useFactory: (config: TokenConfig, service: ServiceConfig, keyring: Keyring, database: Database, clock: Clock) =>
        new TokenService(
          new AccessTokens(signingKeys(keyring, config.jwtSecret), service.publicBaseUrl),
          new RefreshTokens(keyring),
          new SessionStore(database, clock),
          { ...config, publicBaseUrl: service.publicBaseUrl },
          clock,
        ),
    },
  ],
  exports: [TokenService],
})
export class TokenModule {}
