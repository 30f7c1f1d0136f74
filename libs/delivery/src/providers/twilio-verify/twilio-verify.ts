import { defineProvider } from '../../provider-kit/define-provider.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { isAccountConfigured, missingOfAccount, twilioClient } from '../twilio-account/twilio-client.js';
import { twilioShared } from '../twilio-account/twilio-shared.js';
import { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Twilio Verify v2. The `twilio` package is loaded only when a provider of Twilio is used. */
export const twilioVerify = defineProvider({
  ...twilioShared,
  name: 'twilio-verify',
  title: 'Twilio Verify',
  configs: [TwilioAccountConfig, TwilioVerifyConfig],
  // an account alone asks for Verify, which needs nothing that has to be registered
  detect: { priority: 10, configured: (account, { serviceSid }) => isAccountConfigured(account) || serviceSid !== undefined },
  missing: (account, { serviceSid }) => [...missingOfAccount(account), ...(serviceSid === undefined ? ['TWILIO_VERIFY_SERVICE_SID'] : [])],
  hosted: { attemptsMax: 5, resend: 'starts_again' },
  receipts: {
    'verify-events': async (kit, account) => {
      const { TwilioVerifyEvents } = await import('./twilio-verify-events.js');
      return TwilioVerifyEvents.from(kit, account);
    },
  },
  create: async (_kit, account, config) => {
    const { TwilioVerifyProvider } = await import('./twilio-verify.provider.js');
    return new TwilioVerifyProvider(await twilioClient(account), config);
  },
  diagnose: async (kit, account, config) => {
    const { diagnoseVerify } = await import('./diagnose-verify.js');
    return diagnoseVerify(await twilioClient(account), kit, account, config);
  },
});
