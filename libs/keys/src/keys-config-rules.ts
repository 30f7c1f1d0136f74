import { type ConfigIssue, type ConfigRule, ServiceConfig, type Settings } from '@sixdigit/config';
import { KeysConfig } from './keys.config.js';
import { secretWeakness } from './secret-weakness.js';

function weakKeys(settings: Settings): ConfigIssue[] {
  const { secretKey, previous } = settings.get(KeysConfig);
  const issues: ConfigIssue[] = [];
  const report = (name: string, text: string | undefined) => text && issues.push({ name, text });
  if (secretKey !== undefined || settings.get(ServiceConfig).production) report('SECRET_KEY', secretWeakness(secretKey));
  for (const secret of previous) report('SECRET_KEY_PREVIOUS', secretWeakness(secret));
  return issues;
}

function keyInForceListed(settings: Settings): ConfigIssue[] {
  const { secretKey, previous } = settings.get(KeysConfig);
  if (secretKey === undefined || !previous.includes(secretKey)) return [];
  return [{ name: 'SECRET_KEY_PREVIOUS', text: 'lists the SECRET_KEY that is in force; remove it' }];
}

/** Secrets that can be guessed, or that were not changed. */
export const keysConfigRules: readonly ConfigRule[] = [weakKeys, keyInForceListed];
