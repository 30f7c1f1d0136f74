import { Integer, List, Text } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';

export class WebhookConfig {
  @Text('SMS_WEBHOOK_URL', {
    about: 'Your own gateway, which messages are posted to. `https://`, or `http://` on this very machine.',
    shape: {
      pattern: /^(?:https:\/\/[^\s@]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?)$/,
      message: 'must be https://…, or http:// on this very machine, without user and password',
    },
  })
  url?: string;

  @List('SMS_WEBHOOK_SECRET', {
    about: 'Secrets that sign the calls (Standard Webhooks): `whsec_` and at least 24 bytes in base64. Two while one replaces the other.',
    secret: true,
    shape: { pattern: /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, message: 'must be whsec_ and at least 24 bytes in base64' },
  })
  secrets: string[] = [];

  @List('SMS_WEBHOOK_CHANNELS', {
    about: 'Channels that your gateway can send by.',
    shape: { pattern: /^(?:sms|whatsapp|voice|email)$/, message: 'must be of sms, whatsapp, voice, email, separated by commas' },
  })
  channels: Channel[] = ['sms'];

  @Integer('SMS_WEBHOOK_CONNECT_TIMEOUT_MS', {
    about: 'The deadline of a connection to your gateway, in milliseconds.',
    min: 100,
    max: 5000,
  })
  connectTimeoutMs = 2000;

  @Integer('SMS_WEBHOOK_TIMEOUT_MS', { about: 'The deadline of one call to your gateway, in milliseconds.', min: 100, max: 5000 })
  timeoutMs = 5000;

  @Text('DLT_ENTITY_ID', {
    about: "India: the entity's registration with the operators (DLT), handed to your gateway.",
    shape: { pattern: /^\d{10,20}$/, message: 'must be the digits of the definition' },
  })
  dltEntityId?: string;

  @Text('DLT_TEMPLATE_ID', {
    about: "India: the template's registration with the operators (DLT), where the file of registered texts names none.",
    shape: { pattern: /^\d{10,25}$/, message: 'must be the digits of the definition' },
  })
  dltTemplateId?: string;
}
