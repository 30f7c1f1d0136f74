import { sandboxProvider } from '../../provider-kit/sandbox-provider.fake.js';

const token = 'a-token-of-the-receipts-0123456789';

export const local = sandboxProvider('msg91', {
  refusal: { kind: 'error', status: 401 },
  environment: { MSG91_TIMEOUT_MS: '2000', MSG91_WEBHOOK_TOKEN: token },
  reportTo: (sandbox, addressOf) => {
    sandbox.receiptUrls['delivery'] = `${addressOf('delivery')}?token=${token}`;
  },
});
