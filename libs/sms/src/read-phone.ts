import { type Destination, Problem, parsePhone, phoneDestination } from '@sixdigit/contract';
import type { PhoneConfig } from './phone.config.js';

/** The number that a caller wrote. Throws a `Problem` (400) for what is none, or is in a country that is not served. */
export function readPhone(text: string, config: PhoneConfig): Destination {
  const phone = parsePhone(text, config);
  if (phone === 'invalid') throw new Problem('phone_invalid');
  if (phone === 'country_refused') throw new Problem('phone_country_refused');
  return phoneDestination(phone);
}
