import { defineProvider } from '../../provider-kit/define-provider.js';
import { DevelopmentCarrier } from './development.carrier.js';
import { DevelopmentConfig } from './development.config.js';

const digits = '1234567890';

/** No provider: the code is on the console and in the reply. Never in production. */
export const development = defineProvider({
  name: 'development',
  title: 'development (no message is sent)',
  configs: [DevelopmentConfig],
  variables: { prefix: 'OTP_DEVELOPMENT_' },
  isFallback: true,
  neverIn: 'production',
  standsAlone: true,
  exposesCode: true,
  missing: () => [],
  create: async ({ codeLength, inbox }, config) => {
    const code = config.code ?? digits.slice(0, codeLength);
    const print = (line: string) => process.stdout.write(`${line}\n`);
    return new DevelopmentCarrier(inbox, print, code === 'random' ? undefined : code);
  },
});
