import { Module } from '@nestjs/common';
import { Keyring } from './keyring.js';
import { KeysConfig } from './keys.config.js';

@Module({
  providers: [
    {
      provide: Keyring,
      inject: [KeysConfig],
      useFactory: (config: KeysConfig) => {
        if (!config.secretKey) throw new Error('SECRET_KEY should have been made or refused before the start.');
        return new Keyring([config.secretKey, ...config.previous]);
      },
    },
  ],
  exports: [Keyring],
})
export class KeysModule {}
