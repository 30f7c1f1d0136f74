import { List, Text } from '@sixdigit/config';

/** Which numbers are read and served. */
export class PhoneConfig {
  @Text('DEFAULT_PHONE_REGION', {
    about: 'Country of numbers written without their `+`, as an ISO 3166 code such as `US`. Without it a number needs its `+`.',
    shape: { pattern: /^[A-Z]{2}$/, message: 'must be an ISO 3166 code of two capital letters, such as US' },
  })
  defaultRegion?: string;

  @List('ALLOWED_COUNTRIES', {
    about:
      'Countries whose numbers are served, as ISO 3166 codes. Empty: all. Serving only the countries of your users is the cheapest defence against SMS pumping.',
    shape: { pattern: /^[A-Z]{2}$/, message: 'must be ISO 3166 codes of two capital letters, separated by commas, such as US,IN' },
    example: 'US,GB,IN',
  })
  allowedCountries: string[] = [];
}
