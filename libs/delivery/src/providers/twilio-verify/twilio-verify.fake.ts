import { sandboxProvider } from '../../provider-kit/sandbox-provider.fake.js';

export const local = sandboxProvider('twilio-verify', {
  refusal: { kind: 'error', status: 400, code: 60223 },
  environment: { TWILIO_TIMEOUT_MS: '2000' },
  reportTo: (sandbox, addressOf) => {
    sandbox.receiptUrls['verify-events'] = addressOf('verify-events');
  },
});
