import type { Settings } from '@sixdigit/config';
import type { ProviderDefinition } from '../../provider-kit/provider-definition.js';
import { SmtpConfig } from './smtp.config.js';

/** E-mail through a mail server of one's own. */
export const smtp: ProviderDefinition = {
  name: 'smtp',
  title: 'e-mail (SMTP)',
  configs: [SmtpConfig],
  exposesCode: false,
  missing: (settings: Settings) => {
    const { url, from } = settings.get(SmtpConfig);
    return [...(url === undefined ? ['SMTP_URL'] : []), ...(from === undefined ? ['SMTP_FROM'] : [])];
  },
  create: async (settings: Settings) => {
    const { SmtpCarrier } = await import('./smtp.carrier.js');
    return new SmtpCarrier(settings.get(SmtpConfig));
  },
};
