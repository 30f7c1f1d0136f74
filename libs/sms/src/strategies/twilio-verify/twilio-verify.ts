import type { Settings } from '@sixdigit/config';
import type { Registration } from '../registration.js';
import { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Twilio Verify v2. The `twilio` package is loaded only when this strategy is chosen. */
export const twilioVerify: Registration = {
  name: 'twilio-verify',
  title: 'Twilio Verify',
  config: TwilioVerifyConfig,
  reveals: false,
  create: async (settings: Settings) => {
    const config = settings.get(TwilioVerifyConfig);
    const [{ default: twilio }, { twilioHttp }, { TwilioVerifyStrategy }] = await Promise.all([
      import('twilio'),
      import('./twilio-http.js'),
      import('./twilio-verify.strategy.js'),
    ]);
    const requestClient = new twilio.RequestClient({ timeout: config.timeoutMs, autoRetry: false });
    const httpClient = twilioHttp(requestClient, config.timeoutMs, config.apiBaseUrl) as typeof requestClient;
    const client = twilio(config.accountSid, config.authToken, { httpClient, autoRetry: false });
    return { kind: 'hosted', hosted: new TwilioVerifyStrategy(client, config) };
  },
};
