import type { Settings } from '@sixdigit/config';
import type { ProviderDefinition } from '../../provider-kit/provider-definition.js';
import { WebhookConfig } from './webhook.config.js';

/** The team's own gateway: whatever provider it speaks to. */
export const webhook: ProviderDefinition = {
  name: 'webhook',
  title: 'webhook (your own gateway)',
  configs: [WebhookConfig],
  exposesCode: false,
  missing: (settings: Settings) => {
    const { url, secrets } = settings.get(WebhookConfig);
    return [...(url === undefined ? ['SMS_WEBHOOK_URL'] : []), ...(secrets.length === 0 ? ['SMS_WEBHOOK_SECRET'] : [])];
  },
  create: async (settings: Settings) => {
    const config = settings.get(WebhookConfig);
    const [{ WebhookCarrier }, { ProviderHttp }] = await Promise.all([
      import('./webhook.carrier.js'),
      import('../../provider-kit/provider-http.js'),
    ]);
    const http = new ProviderHttp({ connectMs: config.connectTimeoutMs, callMs: config.timeoutMs });
    return new WebhookCarrier(http, config);
  },
};
