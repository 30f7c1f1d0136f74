import { Module, type Provider } from '@nestjs/common';
import { Keyring } from './keyring.js';
import { KeysConfig } from './keys.config.js';

/** The key ring, for a module that has settings of its own. */
export const keysProviders: Provider[] = [
  {
    provide: Keyring,
    inject: [KeysConfig],
    useFactory: (config: KeysConfig) => {
      if (!config.secretKey) throw new Error('SECRET_KEY should have been made or refused before the start.');
      return new Keyring([config.secretKey, ...config.previous]);
    },
  },
];

@Module({ providers: keysProviders, exports: [Keyring] })
export class KeysModule {}
