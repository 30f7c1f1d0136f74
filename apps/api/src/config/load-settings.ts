import { type Environment, type Loaded, load, ServiceConfig } from '@sixdigit/config';
import { DatabaseConfig } from '@sixdigit/database';
import { providerPrefixes } from '@sixdigit/delivery';
import { KeysConfig } from '@sixdigit/keys';
import { configClasses } from './config-classes.js';
import { configRules } from './config-rules.js';
import { developmentSecret } from './development-secret.js';

/** Validates and completes the settings of the service. Throws a `ConfigurationError` with everything that is wrong. */
export function loadSettings(environment: Environment): Loaded {
  const loaded = load(configClasses, configRules, environment, providerPrefixes);
  const keys = loaded.settings.get(KeysConfig);
  if (!keys.secretKey && !loaded.settings.get(ServiceConfig).production)
    keys.secretKey = developmentSecret(loaded.settings.get(DatabaseConfig).dataDir);
  return loaded;
}
