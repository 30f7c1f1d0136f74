import { defineProvider } from '../../provider-kit/define-provider.js';
import { diagnoseMsg91 } from './diagnose-msg91.js';
import { Msg91Config } from './msg91.config.js';

/** MSG91, for India: our codes in templates that are registered there. */
export const msg91 = defineProvider({
  name: 'msg91',
  title: 'MSG91',
  configs: [Msg91Config],
  variables: { prefix: 'MSG91_' },
  detect: { priority: 30, configured: ({ authKey, templateId }) => (authKey ?? templateId) !== undefined },
  missing: ({ authKey, templateId }) => [
    ...(authKey === undefined ? ['MSG91_AUTH_KEY'] : []),
    ...(templateId === undefined ? ['MSG91_TEMPLATE_ID'] : []),
  ],
  receipts: {
    delivery: async (_kit, config) => {
      const { Msg91Receipts } = await import('./msg91-receipts.js');
      return new Msg91Receipts(config);
    },
  },
  create: async (_kit, config) => {
    const [{ Msg91Carrier }, { ProviderHttp }] = await Promise.all([
      import('./msg91.carrier.js'),
      import('../../provider-kit/provider-http.js'),
    ]);
    const http = new ProviderHttp({ connectMs: config.connectTimeoutMs, callMs: config.timeoutMs });
    return new Msg91Carrier(http, config);
  },
  diagnose: async (_kit, config) => diagnoseMsg91(config),
});
