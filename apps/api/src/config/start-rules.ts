import { type Complaint, ServiceConfig, type Settings } from '@sixdigit/config';
import { isPhoneRegion } from '@sixdigit/contract';
import { DatabaseConfig } from '@sixdigit/database';
import { KeysConfig, weakness } from '@sixdigit/keys';
import { RedisConfig } from '@sixdigit/redis';
import { choiceOf, SmsConfig, templateComplaints, testNumberComplaints } from '@sixdigit/sms';
import { TokenConfig } from '@sixdigit/token';
import { HttpConfig } from './http.config.js';

/** What no single setting shows: settings that contradict each other, or that production must not have. */
export function brokenRules(settings: Settings): Complaint[] {
  const choice = choiceOf(settings);
  return [
    ...('refused' in choice ? choice.refused : []),
    ...testNumberComplaints(settings, Date.now()),
    ...templateComplaints(settings.get(SmsConfig)),
    ...secretComplaints(settings),
    ...regionComplaints(settings.get(SmsConfig)),
    ...(settings.get(ServiceConfig).production ? productionComplaints(settings) : []),
  ];
}

function secretComplaints(settings: Settings): Complaint[] {
  const { secretKey, previous } = settings.get(KeysConfig);
  const { jwtSecret } = settings.get(TokenConfig);
  const { production } = settings.get(ServiceConfig);
  const complaints: Complaint[] = [];
  const complain = (name: string, text: string | undefined) => text && complaints.push({ name, text });
  if (secretKey !== undefined || production) complain('SECRET_KEY', weakness(secretKey));
  for (const secret of previous) complain('SECRET_KEY_PREVIOUS', weakness(secret));
  if (jwtSecret !== undefined) complain('JWT_SECRET', weakness(jwtSecret));
  if (jwtSecret !== undefined && jwtSecret === secretKey) complain('JWT_SECRET', 'is the same as SECRET_KEY; set it to another value');
  if (secretKey !== undefined && previous.includes(secretKey))
    complain('SECRET_KEY_PREVIOUS', 'lists the SECRET_KEY that is in force; remove it');
  return complaints;
}

function regionComplaints({ defaultRegion, allowedCountries }: SmsConfig): Complaint[] {
  const unknown = (name: string) => ({ name, text: 'names a country that has no phone numbers; use ISO 3166 codes such as US' });
  return [
    ...(defaultRegion && !isPhoneRegion(defaultRegion) ? [unknown('DEFAULT_PHONE_REGION')] : []),
    ...(allowedCountries.every(isPhoneRegion) ? [] : [unknown('ALLOWED_COUNTRIES')]),
  ];
}

function productionComplaints(settings: Settings): Complaint[] {
  const service = settings.get(ServiceConfig);
  const { corsOrigins } = settings.get(HttpConfig);
  const complaints: Complaint[] = [];
  if (corsOrigins.includes('*'))
    complaints.push({ name: 'CORS_ORIGINS', text: 'must not be * in production; list the origins of your front ends' });
  if (!service.publicBaseUrl.startsWith('https://'))
    complaints.push({ name: 'PUBLIC_BASE_URL', text: 'must be set to the https:// address of the service in production' });
  const oneProcess = 'or say SINGLE_NODE=true when there is one process only';
  if (!settings.get(RedisConfig).url && !service.singleNode)
    complaints.push({
      name: 'REDIS_URL',
      text: `is missing: several processes would each keep limits of their own; set it, ${oneProcess}`,
    });
  if (!settings.get(DatabaseConfig).url && !service.singleNode)
    complaints.push({
      name: 'DATABASE_URL',
      text: `is missing: several processes would each keep users of their own; set it, ${oneProcess}`,
    });
  return complaints;
}
