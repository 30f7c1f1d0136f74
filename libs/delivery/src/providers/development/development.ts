import type { Settings } from '@sixdigit/config';
import type { ProviderDefinition, ProviderKit } from '../../provider-kit/provider-definition.js';
import { DevelopmentCarrier } from './development.carrier.js';
import { DevelopmentConfig } from './development.config.js';

const digits = '1234567890';

/** No provider: the code is on the console and in the reply. Never in production. */
export const development: ProviderDefinition = {
  name: 'development',
  title: 'development (no message is sent)',
  configs: [DevelopmentConfig],
  exposesCode: true,
  missing: () => [],
  create: (settings: Settings, { codeLength, inbox }: ProviderKit) => {
    const code = settings.get(DevelopmentConfig).code ?? digits.slice(0, codeLength);
    const print = (line: string) => process.stdout.write(`${line}\n`);
    return Promise.resolve(new DevelopmentCarrier(inbox, print, code === 'random' ? undefined : code));
  },
};
