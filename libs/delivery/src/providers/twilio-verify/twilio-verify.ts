import type { Settings } from '@sixdigit/config';
import type { ProviderDefinition, ProviderKit } from '../../provider-kit/provider-definition.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { missingOfAccount, twilioClient } from '../twilio-account/twilio-client.js';
import { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Twilio Verify v2. The `twilio` package is loaded only when a provider of Twilio is chosen. */
export const twilioVerify: ProviderDefinition = {
  name: 'twilio-verify',
  title: 'Twilio Verify',
  configs: [TwilioAccountConfig, TwilioVerifyConfig],
  exposesCode: false,
  missing: (settings: Settings) => [
    ...missingOfAccount(settings.get(TwilioAccountConfig)),
    ...(settings.get(TwilioVerifyConfig).serviceSid === undefined ? ['TWILIO_VERIFY_SERVICE_SID'] : []),
  ],
  create: async (settings: Settings) => {
    const { TwilioVerifyProvider } = await import('./twilio-verify.provider.js');
    const client = await twilioClient(settings.get(TwilioAccountConfig));
    return new TwilioVerifyProvider(client, settings.get(TwilioVerifyConfig));
  },
  receipts: async (settings: Settings) => {
    const { TwilioVerifyEvents } = await import('./twilio-verify-events.js');
    return TwilioVerifyEvents.from(settings);
  },
  diagnose: async (settings: Settings, { codeLength }: ProviderKit) => {
    const { diagnoseVerify } = await import('./diagnose-verify.js');
    return diagnoseVerify(await twilioClient(settings.get(TwilioAccountConfig)), settings, codeLength);
  },
};
