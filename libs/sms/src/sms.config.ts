import { Integer, List, Text } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';

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

  @List('OTP_CHANNELS', {
    about:
      'Channels on offer, in the order in which they take over from each other. A channel is offered where a strategy in use can send by it.',
    shape: { pattern: /^(?:sms|whatsapp|voice|email)$/, message: 'must be of sms, whatsapp, voice, email, separated by commas' },
  })
  channels: Channel[] = ['sms'];

  @Text('OTP_ESCALATION', {
    about:
      'When a message is reported undelivered, or is not reported delivered in time: `offer` the next of `OTP_CHANNELS` to the caller, or `send` the code by it at once.',
    values: ['offer', 'send'],
  })
  escalation: 'offer' | 'send' = 'offer';

  @Integer('OTP_ESCALATION_SECONDS', {
    about:
      'With `OTP_ESCALATION=send`: how long a message may go without a report of its delivery. 0: only a report of its failure counts.',
    min: 0,
    max: 300,
  })
  escalationSeconds = 0;

  @Text('MESSAGE_TEMPLATES_DIR', {
    about: 'A folder with texts of your own, one `<language>.json` each, and `dlt.json` with the texts registered in India.',
  })
  templatesDir?: string;

  @List('OTP_WEB_ORIGINS', {
    about:
      'Origins whose pages may have the code filled in by the phone (`@host #code` in the last line), such as `https://app.example.com`. The first is used where a caller names none.',
    shape: { pattern: /^https:\/\/[^\s/@:]+$/, message: 'must be origins such as https://app.example.com, separated by commas' },
  })
  webOrigins: string[] = [];

  @List('OTP_ANDROID_APPS', {
    about:
      'Android apps with the hash that their SMS Retriever waits for: `com.example.app=FA+9qCX9VSu`. Never a hash that a caller sends.',
    shape: { pattern: /^[\w.]+=[A-Za-z0-9+/]{11}$/, message: 'must be items such as com.example.app=FA+9qCX9VSu, separated by commas' },
  })
  androidApps: string[] = [];

  @Text('PRODUCT_NAME', {
    about: 'Your product, as messages name it.',
    shape: { pattern: /^[A-Za-z0-9 .&'-]{1,30}$/, message: "must be at most 30 plain letters, digits, blanks or . & ' -" },
    example: 'Example',
  })
  product = 'Sixdigit';
}
