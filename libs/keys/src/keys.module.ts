import { Module, type Provider } from '@nestjs/common';
import { Keyring } from './keyring.js';
import { KeysConfig } from './keys.config.js';

/** The key ring, for a module that has settings of its own. */
export const keysProviders: Provider[] = [
  { provide: Keyring, inject: [KeysConfig], useFactory: (config: KeysConfig) => Keyring.of(config) },
];

@Module({ providers: keysProviders, exports: [Keyring] })
export class KeysModule {}
