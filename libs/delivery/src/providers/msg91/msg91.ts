import type { Settings } from '@sixdigit/config';
import type { Diagnostic, ProviderDefinition } from '../../provider-kit/provider-definition.js';
import { Msg91Config } from './msg91.config.js';

/** MSG91, for India: our codes in templates that are registered there. */
export const msg91: ProviderDefinition = {
  name: 'msg91',
  title: 'MSG91',
  configs: [Msg91Config],
  exposesCode: false,
  missing: (settings: Settings) => {
    const { authKey, templateId } = settings.get(Msg91Config);
    return [...(authKey === undefined ? ['MSG91_AUTH_KEY'] : []), ...(templateId === undefined ? ['MSG91_TEMPLATE_ID'] : [])];
  },
  create: async (settings: Settings) => {
    const config = settings.get(Msg91Config);
    const [{ Msg91Carrier }, { ProviderHttp }] = await Promise.all([
      import('./msg91.carrier.js'),
      import('../../provider-kit/provider-http.js'),
    ]);
    const http = new ProviderHttp({ connectMs: config.connectTimeoutMs, callMs: config.timeoutMs });
    return new Msg91Carrier(http, config);
  },
  receipts: async (settings: Settings) => {
    const { Msg91Reports } = await import('./msg91-reports.js');
    return Msg91Reports.from(settings);
  },
  diagnose: async (settings: Settings) => diagnose(settings.get(Msg91Config)),
};

/** MSG91 has no call that looks at an account without sending: what can be seen from here is the configuration. */
function diagnose({ senderId, webhookToken }: Msg91Config): readonly Diagnostic[] {
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
          text: 'is missing: without it no delivery report is read (MSG91 > SMS > Webhook)',
        },
  ];
}
