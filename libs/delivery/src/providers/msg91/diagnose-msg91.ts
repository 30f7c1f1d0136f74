import type { Diagnostic } from '../../provider-kit/diagnostic.js';
import type { Msg91Config } from './msg91.config.js';

/** MSG91 has no call that looks at an account without sending: what can be seen from here is the configuration. */
export function diagnoseMsg91({ senderId, webhookToken }: Msg91Config): readonly Diagnostic[] {
  return [
    senderId && /^[A-Za-z]{6}$/.test(senderId)
      ? { severity: 'ok', subject: 'MSG91_SENDER_ID', text: 'is a header of six letters' }
      : {
          severity: 'warning',
          subject: 'MSG91_SENDER_ID',
          text: 'is not a header of six letters, which service messages in India need: MSG91 > SMS > Sender id',
        },
    webhookToken
      ? { severity: 'ok', subject: 'MSG91_WEBHOOK_TOKEN', text: 'is set' }
      : {
          severity: 'warning',
          subject: 'MSG91_WEBHOOK_TOKEN',
          text: 'is missing: without it no delivery receipt is read (MSG91 > SMS > Webhook)',
        },
  ];
}
