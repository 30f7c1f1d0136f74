import { ChallengeConfig } from '@sixdigit/challenge';
import { type ConfigClass, type ConfigRule, load, processEnvironment, ServiceConfig, type Settings } from '@sixdigit/config';
import { deliveryConfigs, providerPrefixes } from '@sixdigit/delivery';
import { KeysConfig, keysConfigRules, randomToken } from '@sixdigit/keys';
import { RedisConfig, redisConfigRules } from '@sixdigit/redis';
import { PhoneConfig } from '../phone.config.js';
import { smsConfigRules } from '../rules/sms-config-rules.js';

/** How another application sets the module up. */
export interface SmsOptions {
  /** Variables, as the configuration page names them; without them those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const secretBytes = 32;

/** What of Sixdigit the library has. */
export const libraryConfigs: readonly ConfigClass[] = [
  ServiceConfig,
  KeysConfig,
  RedisConfig,
  ChallengeConfig,
  PhoneConfig,
  ...deliveryConfigs,
];

const rules: readonly ConfigRule[] = [...keysConfigRules, ...redisConfigRules, ...smsConfigRules];

/** The same loader and the same rules as the service. Throws a `ConfigurationError` that names every wrong variable, without its value. */
export function readLibrarySettings({ environment = processEnvironment() }: SmsOptions): Settings {
  const { settings } = load(libraryConfigs, rules, environment, providerPrefixes);
  const keys = settings.get(KeysConfig);
  // outside production: codes are pending for minutes, and losing them there costs nothing
  keys.secretKey ??= randomToken(secretBytes);
  return settings;
}
