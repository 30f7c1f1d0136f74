export { Keyring, type KeyUse, type Subkey } from './keyring.js';
export { KeysConfig } from './keys.config.js';
export { KeysModule, keysProviders } from './keys.module.js';
export { keysConfigRules } from './keys-config-rules.js';
export { phoneHash } from './phone-hash.js';
export { randomBuffer, randomToken } from './random.js';
export { isSameText } from './same-text.js';
export { open, seal } from './seal.js';
export { secretWeakness } from './secret-weakness.js';
