import type { LocalProvider } from '../../provider-kit/local-provider.fake.js';
import { Gateway } from './gateway.fake.js';

export const local: LocalProvider = {
  name: 'webhook',
  mishaps: [{ kind: 'reset' }, { kind: 'hang' }, { kind: 'error', status: 500 }, { kind: 'error', status: 503 }],
  start: async () => {
    const gateway = await Gateway.start();
    return {
      environment: {
        SMS_PROVIDER: 'webhook',
        SMS_WEBHOOK_URL: gateway.url,
        SMS_WEBHOOK_SECRET: gateway.secret,
        SMS_WEBHOOK_TIMEOUT_MS: '2000',
      },
      channel: 'sms',
      codeFor: (to) => gateway.messages.findLast((message) => message.to === to)?.code ?? '',
      refuse: () => {
        gateway.fault = 503;
        return undefined;
      },
      recover: () => {
        gateway.fault = undefined;
      },
      meet: (mishap) => {
        gateway.fault = mishap.kind === 'error' ? mishap.status : mishap.kind === 'reset' ? 'reset' : 'hang';
      },
      sends: () => gateway.calls,
      stop: () => gateway.stop(),
    };
  },
};
