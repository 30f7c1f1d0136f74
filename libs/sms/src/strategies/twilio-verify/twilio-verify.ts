import type { Settings } from '@sixdigit/config';
import type { Registration } from '../registration.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { missingOfAccount, twilioClient } from '../twilio-account/twilio-client.js';
import { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Twilio Verify v2. The `twilio` package is loaded only when a strategy of Twilio is chosen. */
export const twilioVerify: Registration = {
  name: 'twilio-verify',
  title: 'Twilio Verify',
  configs: [TwilioAccountConfig, TwilioVerifyConfig],
  reveals: false,
  missing: (settings: Settings) => [
    ...missingOfAccount(settings.get(TwilioAccountConfig)),
    ...(settings.get(TwilioVerifyConfig).serviceSid === undefined ? ['TWILIO_VERIFY_SERVICE_SID'] : []),
  ],
  create: async (settings: Settings) => {
    const { TwilioVerifyStrategy } = await import('./twilio-verify.strategy.js');
    const client = await twilioClient(settings.get(TwilioAccountConfig));
    return { kind: 'hosted', hosted: new TwilioVerifyStrategy(client, settings.get(TwilioVerifyConfig)) };
  },
  receipts: async (settings: Settings) => {
    const { TwilioVerifyEvents } = await import('./twilio-verify-events.js');
    return TwilioVerifyEvents.from(settings);
  },
  examine: async (settings: Settings) => {
    const { examineVerify } = await import('./examine-verify.js');
    return examineVerify(await twilioClient(settings.get(TwilioAccountConfig)), settings);
  },
};
