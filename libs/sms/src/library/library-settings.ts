import { ChallengeConfig } from '@sixdigit/challenge';
import { type ConfigClass, load, readEnvironment, ServiceConfig, type Settings } from '@sixdigit/config';
import { deliveryConfigs, providerPrefixes, selectionOf } from '@sixdigit/delivery';
import { KeysConfig, randomToken } from '@sixdigit/keys';
import { RedisConfig } from '@sixdigit/redis';
import { PhoneConfig } from '../phone.config.js';

/** How another application sets the module up. */
export interface SmsOptions {
  /** Variables, as the configuration page names them; without them those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const secretBytes = 32;

const classes: readonly ConfigClass[] = [ServiceConfig, KeysConfig, RedisConfig, ChallengeConfig, PhoneConfig, ...deliveryConfigs];

/** Throws an `Error` that names every variable that is wrong, without its value. */
export function readLibrarySettings({ environment = readEnvironment() }: SmsOptions): Settings {
  const { settings, issues } = load(classes, environment, providerPrefixes);
  const choice = selectionOf(settings);
  const wrong = [...issues, ...('refused' in choice ? choice.refused : [])];
  if (wrong.length > 0)
    throw new Error(`The SMS module is misconfigured:\n${wrong.map(({ name, text }) => `  ${name} ${text}`).join('\n')}`);
  const keys = settings.get(KeysConfig);
  if (!keys.secretKey) {
    if (settings.get(ServiceConfig).production) throw new Error('The SMS module is misconfigured:\n  SECRET_KEY is missing');
    // codes are pending for minutes, and elsewhere than in production nobody minds losing them
    keys.secretKey = randomToken(secretBytes);
  }
  return settings;
}
