import type { TwilioAccountConfig } from './twilio-account.config.js';

/** What the definitions of Twilio's providers have in common. The first of their configs is the account. */
export const twilioShared = {
  variables: { prefix: 'TWILIO_' },
  receiptsPath: 'twilio',
  disabledBy: { variable: 'TWILIO_ENABLED', isDisabled: ({ enabled }: TwilioAccountConfig) => enabled === false },
};
