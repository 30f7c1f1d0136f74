import { defineProvider } from '../../provider-kit/define-provider.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { missingOfAccount, twilioClient } from '../twilio-account/twilio-client.js';
import { twilioShared } from '../twilio-account/twilio-shared.js';
import { TwilioMessagingConfig } from './twilio-messaging.config.js';

/** Twilio Messaging, WhatsApp and Voice: our codes, carried by Twilio. */
export const twilioMessaging = defineProvider({
  ...twilioShared,
  name: 'twilio',
  title: 'Twilio Messaging',
  configs: [TwilioAccountConfig, TwilioMessagingConfig],
  detect: { priority: 20, configured: (_account, { serviceSid, phoneNumber }) => (serviceSid ?? phoneNumber) !== undefined },
  missing: (account, { serviceSid, phoneNumber }) => [
    ...missingOfAccount(account),
    ...((serviceSid ?? phoneNumber) === undefined ? ['TWILIO_MESSAGING_SERVICE_SID'] : []),
  ],
  receipts: {
    'message-status': async (kit, account) => {
      const { TwilioStatusCallbacks } = await import('./twilio-status-callbacks.js');
      return TwilioStatusCallbacks.from(kit, account);
    },
  },
  create: async (kit, account, config) => {
    const { TwilioMessagingCarrier } = await import('./twilio-messaging.carrier.js');
    return TwilioMessagingCarrier.from(await twilioClient(account), kit, account, config);
  },
  diagnose: async (kit, account, config) => {
    const { diagnoseMessaging } = await import('./diagnose-messaging.js');
    return diagnoseMessaging(await twilioClient(account), kit, account, config);
  },
});
