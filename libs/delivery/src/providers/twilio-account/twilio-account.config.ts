import { Flag, Text } from '@sixdigit/config';
import { baseUrlShape } from '../../provider-kit/address-settings.js';
import { CallDeadline, ConnectDeadline, callDefaultMs, connectDefaultMs } from '../../provider-kit/deadline-settings.js';

/** The account that both providers of Twilio use. */
export class TwilioAccountConfig {
  @Flag('TWILIO_ENABLED', { about: '`false` leaves Twilio out, whatever credentials are present.' })
  enabled?: boolean;

  @Text('TWILIO_ACCOUNT_SID', {
    about: 'The Twilio account.',
    shape: { pattern: /^AC[0-9a-fA-F]{32}$/, message: 'must be AC and 32 hexadecimal digits' },
    example: 'ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  })
  accountSid?: string;

  @Text('TWILIO_AUTH_TOKEN', {
    about: "The account's primary auth token. Beside an API key it only proves webhooks.",
    secret: true,
    example: 'your-auth-token',
  })
  authToken?: string;

  @Text('TWILIO_AUTH_TOKEN_SECONDARY', {
    about: "The account's other auth token, believed in webhooks too: set it while Twilio promotes one in place of the other.",
    secret: true,
  })
  secondaryAuthToken?: string;

  @Text('TWILIO_API_KEY', {
    about: 'An API key to send with, so that the auth token need not be used for it.',
    shape: { pattern: /^SK[0-9a-fA-F]{32}$/, message: 'must be SK and 32 hexadecimal digits' },
  })
  apiKey?: string;

  @Text('TWILIO_API_KEY_SECRET', { about: 'The secret of `TWILIO_API_KEY`.', secret: true })
  apiKeySecret?: string;

  @Text('TWILIO_EDGE', {
    about: 'The edge that calls go through, such as `dublin`. With `TWILIO_REGION`.',
    shape: { pattern: /^[a-z-]{2,30}$/, message: 'must be the name of an edge, such as dublin' },
  })
  edge?: string;

  @Text('TWILIO_REGION', {
    about: 'The region that works on them, such as `ie1`. API keys belong to one region.',
    shape: { pattern: /^[a-z]{2}[0-9]$/, message: 'must be the name of a region, such as ie1' },
  })
  region?: string;

  @Text('TWILIO_API_BASE_URL', {
    about:
      "Another place that speaks Twilio's APIs, for a proxy or a test: `https://host`, or `http://127.0.0.1:port`. Twilio itself without it.",
    shape: baseUrlShape,
  })
  apiBaseUrl?: string;

  @ConnectDeadline('TWILIO_CONNECT_TIMEOUT_MS', 'Twilio')
  connectTimeoutMs = connectDefaultMs;

  @CallDeadline('TWILIO_TIMEOUT_MS', 'Twilio')
  timeoutMs = callDefaultMs;
}
