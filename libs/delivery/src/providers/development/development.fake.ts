import type { LocalProvider } from '../../provider-kit/local-provider.fake.js';

/** Nothing is called, so that nothing can go wrong on the way. */
export const local: LocalProvider = {
  name: 'development',
  mishaps: [],
  start: async () => ({
    environment: { SMS_PROVIDER: 'development', OTP_DEVELOPMENT_CODE: 'random' },
    channel: 'sms',
    codeFor: (_to, previewCode = '') => previewCode,
    // one of the numbers that fail on purpose
    refuse: () => '+14155550103',
    recover: () => undefined,
    stop: async () => undefined,
  }),
};
