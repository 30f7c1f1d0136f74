import { defineProvider } from '../../provider-kit/define-provider.js';
import { WebhookConfig } from './webhook.config.js';

/** The team's own gateway: whatever provider it speaks to. */
export const webhook = defineProvider({
  name: 'webhook',
  title: 'webhook (your own gateway)',
  configs: [WebhookConfig],
  variables: { prefix: 'SMS_WEBHOOK_' },
  missing: ({ url, secrets }) => [
    ...(url === undefined ? ['SMS_WEBHOOK_URL'] : []),
    ...(secrets.length === 0 ? ['SMS_WEBHOOK_SECRET'] : []),
  ],
  create: async ({ dlt }, config) => {
    const [{ WebhookCarrier }, { ProviderHttp }] = await Promise.all([
      import('./webhook.carrier.js'),
      import('../../provider-kit/provider-http.js'),
    ]);
    const http = new ProviderHttp({ connectMs: config.connectTimeoutMs, callMs: config.timeoutMs });
    return new WebhookCarrier(http, config, dlt);
  },
});
