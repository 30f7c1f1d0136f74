import { type ConfigIssue, ServiceConfig, type Settings } from '@sixdigit/config';
import { isPhoneRegion } from '@sixdigit/contract';
import { DatabaseConfig } from '@sixdigit/database';
import { selectionOf } from '@sixdigit/delivery';
import { KeysConfig, secretWeakness } from '@sixdigit/keys';
import { RedisConfig } from '@sixdigit/redis';
import { PhoneConfig, templateIssues, testNumberIssues } from '@sixdigit/sms';
import { TokenConfig } from '@sixdigit/token';
import { HttpConfig } from './http.config.js';

/** What no single setting shows: settings that contradict each other, or that production must not have. */
export function brokenRules(settings: Settings): ConfigIssue[] {
  const choice = selectionOf(settings);
  return [
    ...('refused' in choice ? choice.refused : []),
    ...testNumberIssues(settings, Date.now()),
    ...templateIssues(settings),
    ...secretIssues(settings),
    ...regionIssues(settings.get(PhoneConfig)),
    ...(settings.get(ServiceConfig).production ? productionIssues(settings) : []),
  ];
}

function secretIssues(settings: Settings): ConfigIssue[] {
  const { secretKey, previous } = settings.get(KeysConfig);
  const { jwtSecret } = settings.get(TokenConfig);
  const { production } = settings.get(ServiceConfig);
  const issues: ConfigIssue[] = [];
  const report = (name: string, text: string | undefined) => text && issues.push({ name, text });
  if (secretKey !== undefined || production) report('SECRET_KEY', secretWeakness(secretKey));
  for (const secret of previous) report('SECRET_KEY_PREVIOUS', secretWeakness(secret));
  if (jwtSecret !== undefined) report('JWT_SECRET', secretWeakness(jwtSecret));
  if (jwtSecret !== undefined && jwtSecret === secretKey) report('JWT_SECRET', 'is the same as SECRET_KEY; set it to another value');
  if (secretKey !== undefined && previous.includes(secretKey))
    report('SECRET_KEY_PREVIOUS', 'lists the SECRET_KEY that is in force; remove it');
  return issues;
}

function regionIssues({ defaultRegion, allowedCountries }: PhoneConfig): ConfigIssue[] {
  const unknown = (name: string) => ({ name, text: 'names a country that has no phone numbers; use ISO 3166 codes such as US' });
  return [
    ...(defaultRegion && !isPhoneRegion(defaultRegion) ? [unknown('DEFAULT_PHONE_REGION')] : []),
    ...(allowedCountries.every(isPhoneRegion) ? [] : [unknown('ALLOWED_COUNTRIES')]),
  ];
}

function productionIssues(settings: Settings): ConfigIssue[] {
  const service = settings.get(ServiceConfig);
  const { corsOrigins } = settings.get(HttpConfig);
  const issues: ConfigIssue[] = [];
  if (corsOrigins.includes('*'))
    issues.push({ name: 'CORS_ORIGINS', text: 'must not be * in production; list the origins of your front ends' });
  if (!service.publicBaseUrl.startsWith('https://'))
    issues.push({ name: 'PUBLIC_BASE_URL', text: 'must be set to the https:// address of the service in production' });
  const oneProcess = 'or say SINGLE_NODE=true when there is one process only';
  if (!settings.get(RedisConfig).url && !service.singleNode)
    issues.push({
      name: 'REDIS_URL',
      text: `is missing: several processes would each keep limits of their own; set it, ${oneProcess}`,
    });
  if (!settings.get(DatabaseConfig).url && !service.singleNode)
    issues.push({
      name: 'DATABASE_URL',
      text: `is missing: several processes would each keep users of their own; set it, ${oneProcess}`,
    });
  return issues;
}
