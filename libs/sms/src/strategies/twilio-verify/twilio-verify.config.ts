import { Integer, Text } from '@sixdigit/config';

const serviceSid = { pattern: /^VA[0-9a-fA-F]{32}$/, message: 'must be VA and 32 hexadecimal digits' };

/** Twilio sends the same code again whatever it is for: a purpose whose code must complete no other needs a Service of its own. */
const ownService = (purpose: string) =>
  `The Verify Service for ${purpose}. Without it that purpose is refused: the code of one would complete the other.`;

export class TwilioVerifyConfig {
  @Text('TWILIO_ACCOUNT_SID', {
    about: 'The Twilio account.',
    shape: { pattern: /^AC[0-9a-fA-F]{32}$/, message: 'must be AC and 32 hexadecimal digits' },
    example: 'ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  })
  accountSid?: string;

  @Text('TWILIO_AUTH_TOKEN', { about: "The account's auth token.", secret: true, example: 'your-auth-token' })
  authToken?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID', {
    about: 'The Verify Service for signing in.',
    shape: serviceSid,
    example: 'VAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  })
  serviceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_RESET', { about: ownService('resetting a password'), shape: serviceSid })
  resetServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_PHONE_CHANGE', { about: ownService('changing a number'), shape: serviceSid })
  phoneChangeServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_SECOND_FACTOR', { about: ownService('the second factor'), shape: serviceSid })
  secondFactorServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_STEP_UP', { about: ownService('step-up'), shape: serviceSid })
  stepUpServiceSid?: string;

  @Text('TWILIO_API_BASE_URL', {
    about:
      'Another place that speaks the Verify API, for a proxy or a test: `https://host`, or `http://127.0.0.1:port`. Twilio itself without it.',
    shape: {
      pattern: /^(?:https:\/\/[^\s/]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?)$/,
      message: 'must be https://host, or http:// on this very machine, without a path',
    },
  })
  apiBaseUrl?: string;

  @Integer('TWILIO_TIMEOUT_MS', { about: 'The deadline of one call to Twilio, in milliseconds.', min: 100, max: 5000 })
  timeoutMs = 5000;
}
