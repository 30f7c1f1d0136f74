import type { Settings } from '@sixdigit/config';
import type { Inbox } from '@sixdigit/inbox';
import { SmsConfig } from '../../sms.config.js';
import type { Registration } from '../registration.js';
import { DevelopmentCarrier } from './development.carrier.js';
import { DevelopmentConfig } from './development.config.js';

const digits = '1234567890';

/** No vendor: the code is on the console and in the reply. Never in production. */
export const development: Registration = {
  name: 'development',
  title: 'development (no message is sent)',
  configs: [DevelopmentConfig],
  reveals: true,
  missing: () => [],
  create: (settings: Settings, inbox: Inbox) => {
    const code = settings.get(DevelopmentConfig).code ?? digits.slice(0, settings.get(SmsConfig).codeLength);
    const carrier = new DevelopmentCarrier(inbox, (line) => process.stdout.write(`${line}\n`));
    return Promise.resolve({ kind: 'carrier', carrier, ...(code === 'random' ? {} : { fixedCode: code }) });
  },
};
