import { Flag, Text } from '@sixdigit/config';

/** What decides which strategy is used. */
export class SmsChoiceConfig {
  @Text('SMS_PROVIDER', {
    about: 'The strategy. Without it the credentials that are present decide, and outside production development is the last resort.',
    example: 'twilio-verify',
  })
  provider?: string;

  @Flag('DEV_MODE', { about: 'The development strategy: no message is sent, the code is in the reply. Refused in production.' })
  devMode = false;

  @Flag('SMS_MOCK_MODE', { about: 'The same as `DEV_MODE`.' })
  mockMode = false;

  @Flag('TWILIO_ENABLED', { about: '`false` leaves Twilio out, whatever credentials are present.' })
  twilioEnabled?: boolean;

  @Text('TWILIO_PHONE_NUMBER', { about: 'The number that Twilio Messaging sends from.' })
  twilioPhoneNumber?: string;

  @Text('TWILIO_MESSAGING_SERVICE_SID', {
    about: 'The Messaging Service that Twilio Messaging sends with; preferred over a number.',
    shape: { pattern: /^MG[0-9a-fA-F]{32}$/, message: 'must be MG and 32 hexadecimal digits' },
  })
  twilioMessagingServiceSid?: string;

  @Text('MSG91_AUTH_KEY', { about: 'The key of the MSG91 account.', secret: true })
  msg91AuthKey?: string;

  @Text('MSG91_TEMPLATE_ID', { about: 'The Flow template of MSG91.' })
  msg91TemplateId?: string;

  @Text('MSG91_SENDER_ID', { about: 'The sender (header) of MSG91.' })
  msg91SenderId?: string;

  @Text('DLT_ENTITY_ID', { about: "India: the entity's registration with the operators (DLT)." })
  dltEntityId?: string;

  @Text('DLT_TEMPLATE_ID', { about: "India: the template's registration with the operators (DLT)." })
  dltTemplateId?: string;
}
