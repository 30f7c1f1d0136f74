import type { ConfigIssue, Settings } from '@sixdigit/config';
import { isPhoneRegion } from '@sixdigit/contract';
import { PhoneConfig } from '../phone.config.js';

/** Countries that have no phone numbers: a number would never be read, or never be served. */
export function regionIssues(settings: Settings): ConfigIssue[] {
  const { defaultRegion, allowedCountries } = settings.get(PhoneConfig);
  const unknown = (name: string): ConfigIssue => ({
    name,
    text: 'names a country that has no phone numbers; use ISO 3166 codes such as US',
  });
  return [
    ...(defaultRegion && !isPhoneRegion(defaultRegion) ? [unknown('DEFAULT_PHONE_REGION')] : []),
    ...(allowedCountries.every(isPhoneRegion) ? [] : [unknown('ALLOWED_COUNTRIES')]),
  ];
}
