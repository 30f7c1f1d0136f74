import type { Settings } from '@sixdigit/config';
import type { ProviderDefinition } from '../../provider-kit/provider-definition.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { missingOfAccount, twilioClient } from '../twilio-account/twilio-client.js';
import { TwilioMessagingConfig } from './twilio-messaging.config.js';

/** Twilio Messaging, WhatsApp and Voice: our codes, carried by Twilio. */
export const twilioMessaging: ProviderDefinition = {
  name: 'twilio',
  title: 'Twilio Messaging',
  configs: [TwilioAccountConfig, TwilioMessagingConfig],
  exposesCode: false,
  missing: (settings: Settings) => {
    const { serviceSid, phoneNumber } = settings.get(TwilioMessagingConfig);
    const sender = serviceSid ?? phoneNumber;
    return [...missingOfAccount(settings.get(TwilioAccountConfig)), ...(sender === undefined ? ['TWILIO_MESSAGING_SERVICE_SID'] : [])];
  },
  create: async (settings: Settings) => {
    const { TwilioMessagingCarrier } = await import('./twilio-messaging.carrier.js');
    const client = await twilioClient(settings.get(TwilioAccountConfig));
    return TwilioMessagingCarrier.from(client, settings);
  },
  receipts: async (settings: Settings) => {
    const { TwilioStatusCallbacks } = await import('./twilio-status-callbacks.js');
    return TwilioStatusCallbacks.from(settings);
  },
  diagnose: async (settings: Settings) => {
    const { diagnoseMessaging } = await import('./diagnose-messaging.js');
    return diagnoseMessaging(await twilioClient(settings.get(TwilioAccountConfig)), settings);
  },
};
