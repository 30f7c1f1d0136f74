import { Integer, List, Text } from '@sixdigit/config';

export class SmsConfig {
  @Integer('OTP_LENGTH', { about: 'Digits of a code.', min: 6, max: 10 })
  codeLength = 6;

  @Integer('OTP_EXPIRE_SECONDS', { about: 'Life of a code.', min: 60, max: 600, production: '300' })
  lifetimeSeconds = 600;

  @Integer('OTP_MAX_ATTEMPTS', {
    about: 'Tries on one code by whoever asked for it; as many again from other networks. Ten wrong tries an hour on one number in all.',
    min: 3,
    max: 10,
  })
  attemptsMax = 5;

  @Integer('SMS_RATE_LIMIT_PER_PHONE', {
    about: 'Messages to one number in each window, sliding. One network may use half of them.',
    min: 1,
    max: 100,
  })
  sendsMax = 5;

  @Integer('SMS_RATE_LIMIT_WINDOW', { about: 'Seconds of that window.', min: 60, max: 86_400 })
  sendWindowSeconds = 3600;

  @Integer('SMS_DAILY_LIMIT_PER_PHONE', { about: 'Messages to one number in a day, resends included.', min: 1, max: 1000 })
  sendsPerDayMax = 10;

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

  @Text('PRODUCT_NAME', {
    about: 'Your product, as messages name it.',
    shape: { pattern: /^[A-Za-z0-9 .&'-]{1,30}$/, message: "must be at most 30 plain letters, digits, blanks or . & ' -" },
    example: 'Example',
  })
  product = 'Sixdigit';
}
