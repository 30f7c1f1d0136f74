import { defineProvider } from '../../provider-kit/define-provider.js';
import { SmtpConfig } from './smtp.config.js';

/** E-mail through a mail server of one's own. */
export const smtp = defineProvider({
  name: 'smtp',
  title: 'e-mail (SMTP)',
  configs: [SmtpConfig],
  variables: { prefix: 'SMTP_' },
  alongside: 'email',
  detect: { configured: ({ url }) => url !== undefined },
  missing: ({ url, from }) => [...(url === undefined ? ['SMTP_URL'] : []), ...(from === undefined ? ['SMTP_FROM'] : [])],
  create: async (_kit, config) => {
    const { SmtpCarrier } = await import('./smtp.carrier.js');
    return new SmtpCarrier(config);
  },
});
