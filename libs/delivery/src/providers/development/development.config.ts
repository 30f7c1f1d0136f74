import { Text } from '@sixdigit/config';

export class DevelopmentConfig {
  @Text('OTP_DEVELOPMENT_CODE', {
    about:
      'The code of every challenge under the development provider: digits of `OTP_LENGTH`, or `random`. Without it the first digits of 1234567890.',
    shape: { pattern: /^(?:random|[0-9]{6,10})$/, message: 'must be 6 to 10 digits, or random' },
  })
  code?: string;
}
