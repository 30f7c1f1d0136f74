import { Flag, Text } from '@sixdigit/config';

const e164 = { pattern: /^\+[1-9][0-9]{6,14}$/, message: 'must be a number such as +14155550123' };

export class TwilioMessagingConfig {
  @Text('TWILIO_MESSAGING_SERVICE_SID', {
    about: 'The Messaging Service that Twilio Messaging sends with; preferred over a number.',
    shape: { pattern: /^MG[0-9a-fA-F]{32}$/, message: 'must be MG and 32 hexadecimal digits' },
  })
  serviceSid?: string;

  @Text('TWILIO_PHONE_NUMBER', {
    about: 'The number, short code or alphanumeric sender that Twilio Messaging sends from without a Messaging Service.',
    shape: {
      pattern: /^(?:\+?[0-9]{3,15}|[A-Za-z0-9 ]{1,11})$/,
      message: 'must be a number such as +14155550123, a short code or up to 11 letters',
    },
  })
  phoneNumber?: string;

  @Text('TWILIO_WHATSAPP_FROM', { about: 'The WhatsApp sender, as a number. With `TWILIO_WHATSAPP_CONTENT_SID`.', shape: e164 })
  whatsappFrom?: string;

  @Text('TWILIO_WHATSAPP_CONTENT_SID', {
    about: 'The approved authentication template, whose one variable is the code.',
    shape: { pattern: /^HX[0-9a-fA-F]{32}$/, message: 'must be HX and 32 hexadecimal digits' },
  })
  whatsappContentSid?: string;

  @Text('TWILIO_VOICE_FROM', { about: 'The number that calls and speaks the code. Without it there are no calls.', shape: e164 })
  voiceFrom?: string;

  @Flag('TWILIO_FEEDBACK', { about: 'Tells Twilio which messages led to a right code, which its routing learns from.' })
  feedback = true;
}
