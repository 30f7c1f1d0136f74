import type { Settings } from '@sixdigit/config';
import type { Registration } from '../registration.js';
import { WebhookConfig } from './webhook.config.js';

/** The team's own gateway: whatever vendor it speaks to. */
export const webhook: Registration = {
  name: 'webhook',
  title: 'webhook (your own gateway)',
  configs: [WebhookConfig],
  reveals: false,
  missing: (settings: Settings) => {
    const { url, secrets } = settings.get(WebhookConfig);
    return [...(url === undefined ? ['SMS_WEBHOOK_URL'] : []), ...(secrets.length === 0 ? ['SMS_WEBHOOK_SECRET'] : [])];
  },
  create: async (settings: Settings) => {
    const config = settings.get(WebhookConfig);
    const [{ WebhookCarrier }, { VendorHttp }] = await Promise.all([
      import('./webhook.carrier.js'),
      import('../vendor-calls/vendor-http.js'),
    ]);
    const http = new VendorHttp({ connectMs: config.connectTimeoutMs, callMs: config.timeoutMs });
    return { kind: 'carrier', carrier: new WebhookCarrier(http, config) };
  },
};
