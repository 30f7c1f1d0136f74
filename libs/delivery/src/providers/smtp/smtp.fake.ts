import type { LocalProvider } from '../../provider-kit/local-provider.fake.js';
import { MailServer } from './mail-server.fake.js';

/** The code within a whole e-mail, whose head may hold other digits. */
const codeIn = (mail: string | undefined) => /\b(\d{6})\b/.exec(mail?.split('\r\n\r\n')[1] ?? '')?.[1] ?? '';

export const local: LocalProvider = {
  name: 'smtp',
  mishaps: [{ kind: 'reset' }, { kind: 'hang' }, { kind: 'error', status: 550 }],
  start: async () => {
    const server = await MailServer.start();
    return {
      environment: {
        SMS_PROVIDER: 'smtp',
        SMTP_URL: server.url,
        SMTP_FROM: 'no-reply@example.com',
        SMTP_TIMEOUT_MS: '2000',
        OTP_CHANNELS: 'email',
      },
      channel: 'email',
      destination: (index) => `somebody${index}@example.com`,
      codeFor: (to) => codeIn(server.mails.findLast((mail) => mail.to === to)?.text),
      refuse: () => {
        server.fault = 'refuse';
        return undefined;
      },
      recover: () => {
        server.fault = undefined;
      },
      meet: ({ kind }) => {
        server.fault = kind === 'error' ? 'refuse' : kind === 'reset' ? 'reset' : 'hang';
      },
      sends: () => server.calls,
      stop: () => server.stop(),
    };
  },
};
