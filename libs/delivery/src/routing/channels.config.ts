import { List } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';

/** What messages may be sent by. */
export class ChannelsConfig {
  @List('OTP_CHANNELS', {
    about:
      'Channels on offer, in the order in which they take over from each other. A channel is offered where a provider in use can send by it.',
    shape: { pattern: /^(?:sms|whatsapp|voice|email)$/, message: 'must be of sms, whatsapp, voice, email, separated by commas' },
  })
  channels: Channel[] = ['sms'];
}
