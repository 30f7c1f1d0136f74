import { type ConfigIssue, type Environment, load, ServiceConfig, type Settings } from '@sixdigit/config';
import { DatabaseConfig } from '@sixdigit/database';
import { providerPrefixes } from '@sixdigit/delivery';
import { KeysConfig } from '@sixdigit/keys';
import { configClasses } from './config-classes.js';
import { developmentSecret } from './development-secret.js';
import { brokenRules } from './start-rules.js';

/** Settings under which the service must not start: every wrong variable, never a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly issues: readonly ConfigIssue[]) {
    super(issues.map(({ name, text }) => `${name} ${text}`).join('\n'));
  }
}

/** Reads, validates and completes the settings. Throws {@link ConfigurationError} with everything that is wrong. */
export function loadSettings(environment: Environment): { settings: Settings; warnings: readonly ConfigIssue[] } {
  const { settings, issues, warnings } = load(configClasses, environment, providerPrefixes);
  const wrong = new Set(issues.map((issue) => issue.name));
  // a rule about a value that is wrong in itself would only say so twice
  const all = [...issues, ...brokenRules(settings).filter((issue) => !wrong.has(issue.name))];
  // a name that is warned of may be the misspelled one that is missing
  if (all.length > 0) throw new ConfigurationError([...all, ...warnings]);
  const keys = settings.get(KeysConfig);
  if (!keys.secretKey && !settings.get(ServiceConfig).production) keys.secretKey = developmentSecret(settings.get(DatabaseConfig).dataDir);
  return { settings, warnings };
}
