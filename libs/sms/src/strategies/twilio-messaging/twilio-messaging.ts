import type { Settings } from '@sixdigit/config';
import type { Registration } from '../registration.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { missingOfAccount, twilioClient } from '../twilio-account/twilio-client.js';
import { TwilioMessagingConfig } from './twilio-messaging.config.js';

/** Twilio Messaging, WhatsApp and Voice: our codes, carried by Twilio. */
export const twilioMessaging: Registration = {
  name: 'twilio',
  title: 'Twilio Messaging',
  configs: [TwilioAccountConfig, TwilioMessagingConfig],
  reveals: false,
  missing: (settings: Settings) => {
    const { serviceSid, phoneNumber } = settings.get(TwilioMessagingConfig);
    const sender = serviceSid ?? phoneNumber;
    return [...missingOfAccount(settings.get(TwilioAccountConfig)), ...(sender === undefined ? ['TWILIO_MESSAGING_SERVICE_SID'] : [])];
  },
  create: async (settings: Settings) => {
    const { TwilioMessagingCarrier } = await import('./twilio-messaging.carrier.js');
    const client = await twilioClient(settings.get(TwilioAccountConfig));
    return { kind: 'carrier', carrier: TwilioMessagingCarrier.from(client, settings) };
  },
  receipts: async (settings: Settings) => {
    const { TwilioStatusCallbacks } = await import('./twilio-status-callbacks.js');
    return TwilioStatusCallbacks.from(settings);
  },
  examine: async (settings: Settings) => {
    const { examineMessaging } = await import('./examine-messaging.js');
    return examineMessaging(await twilioClient(settings.get(TwilioAccountConfig)), settings);
  },
};
