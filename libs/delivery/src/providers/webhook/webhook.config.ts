import { List, Text } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';
import { channelShape } from '../../provider-kit/channel-shape.js';
import { CallDeadline, ConnectDeadline, callDefaultMs, connectDefaultMs } from '../../provider-kit/deadline-settings.js';

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
    shape: channelShape,
  })
  channels: Channel[] = ['sms'];

  @ConnectDeadline('SMS_WEBHOOK_CONNECT_TIMEOUT_MS', 'your gateway')
  connectTimeoutMs = connectDefaultMs;

  @CallDeadline('SMS_WEBHOOK_TIMEOUT_MS', 'your gateway')
  timeoutMs = callDefaultMs;
}
